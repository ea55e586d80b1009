/** The filter by which faded ink is seen; the style sheet refers to it. */
/** Paper of 0.85 becomes white, ink of 0.6 becomes a dark grey. */
const STRETCH = 2.8;
const SHIFT = -1.4;
const ROW = `0 ${STRETCH} 0 0 ${SHIFT}`;

export function FadedInk() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="faded-ink">
      <filter id="faded-ink" colorInterpolationFilters="sRGB">
        <feColorMatrix type="matrix" values={`${ROW} ${ROW} ${ROW} 0 0 0 1 0`} />
      </filter>
    </svg>
  );
}
