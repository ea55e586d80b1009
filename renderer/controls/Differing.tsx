/** A text beside another: the characters in which they differ are underlined. */

/** What both begin with, what is this text's own, what both end with. */
export function differingPart(text: string, other: string): readonly [string, string, string] {
  const shorter = Math.min(text.length, other.length);
  let begin = 0;
  while (begin < shorter && text[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < shorter - begin && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [text.slice(0, begin), text.slice(begin, text.length - end), text.slice(text.length - end)];
}

export function Differing({ text, other }: { readonly text: string; readonly other: string }) {
  const [begin, own, end] = differingPart(text, other);
  return (
    <span>
      {begin}
      {own !== '' && <span className="differing">{own}</span>}
      {end}
    </span>
  );
}
