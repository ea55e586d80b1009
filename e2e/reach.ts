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
    .filter(({ parentElement }) => parentElement?.checkVisibility() && !parentElement.closest('select'))
    .filter(isCut)
    .map(({ data }) => data);
}

/** Pairs of texts that stand on one another, in the screen or dialog that is in front. */
export function overlappingTexts(): readonly string[] {
  const front = document.querySelector('[role=dialog]') ?? document.body;
  const seenPart = (line: DOMRect, element: Element | null): DOMRect => {
    let { left, right, top, bottom } = line;
    for (let around = element; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const edge = around.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const lines: { readonly text: Text; readonly box: DOMRect }[] = [];
  const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const { parentElement } = text;
    if (text.data.trim() === '' || !parentElement?.checkVisibility() || parentElement.closest('.unseen, select'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) lines.push({ text, box: seenPart(line, parentElement) });
  }
  const standsOn = (one: DOMRect, other: DOMRect) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return wide > 3 && tall > 0.35 * Math.min(one.height, other.height);
  };
  return lines.flatMap(({ text, box }, nth) =>
    lines
      .slice(nth + 1)
      .filter(other => other.text !== text && standsOn(box, other.box))
      .map(other => `${text.data} / ${other.text.data}`),
  );
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
