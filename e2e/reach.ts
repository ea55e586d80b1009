/** What stories measure inside the page: where the regions stand, which texts are cut off, whether the focus can be seen. */

/** Position and size of the fixed regions, from the bench's own corner. */
export function regionBoxes(): Readonly<Record<string, readonly number[]>> {
  const corner = document.querySelector('.bench')?.getBoundingClientRect();
  const boxOf = (name: string) => {
    const box = document.querySelector(`[data-region=${name}]`)?.getBoundingClientRect();
    return box && corner
      ? [box.x - corner.x, box.y - corner.y, box.width, box.height].map(length => Math.round(length))
      : [];
  };
  const names = ['prompt', 'asked', 'stage', 'code', 'dock', 'tally', 'record', 'written', 'recent'];
  return Object.fromEntries(names.map(name => [name, boxOf(name)]));
}

/** Texts of which a part stands where no scrolling brings it into view. */
export function cutOffTexts(): readonly string[] {
  const cutIn = (style: CSSStyleDeclaration, axis: 'overflowX' | 'overflowY') =>
    ['hidden', 'clip'].includes(style[axis]) ? 'cut' : style[axis] === 'visible' ? 'shown' : 'scrolled';
  const isCut = (text: Text): boolean => {
    const range = document.createRange();
    range.selectNodeContents(text);
    let box: { left: number; right: number; top: number; bottom: number } = range.getBoundingClientRect();
    for (let around = text.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      const isWide = box.left < edge.left - 2 || box.right > edge.right + 2;
      const isTall = box.top < edge.top - 2 || box.bottom > edge.bottom + 2;
      if (isWide && cutIn(style, 'overflowX') === 'cut') return true;
      if (isTall && cutIn(style, 'overflowY') === 'cut') return true;
      if (cutIn(style, 'overflowX') === 'scrolled' || cutIn(style, 'overflowY') === 'scrolled') box = edge;
      if (style.position === 'fixed') return box.left < -2 || box.right > innerWidth + 2;
    }
    return false;
  };
  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts
    .filter(({ data, parentElement }) => data.trim() !== '' && parentElement && !parentElement.closest('.unseen'))
    .filter(
      ({ parentElement }) =>
        parentElement?.checkVisibility() && !parentElement.closest('[data-react-aria-prevent-focus]'),
    )
    .filter(isCut)
    .map(({ data }) => data);
}

/** Something on the page has the focus, and can be told from what has not. */
export function focusIsSeen(): true | string {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'nothing has the focus';
  const isMarked = (element: Element | null) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  };
  return isMarked(focused) || isMarked(focused.closest('label')) || `${focused.outerHTML.slice(0, 120)} shows no focus`;
}
