// Draws spans over the text with the CSS Custom Highlight API: no element is added, and the text stays one node a block.
// There is one highlight for each part, colour and lane, and a rule for each in the style sheet.

/**
 * @typedef {{ name: string, extents: { start: number, end: number }[], above?: number }} Stroke
 *   what one span looks like: the name of its highlight, its ranges, and which of two drawn in one place is above
 */

/** Whether this browser can draw highlights at all. */
export const canPaint = typeof Highlight === "function" && Boolean(globalThis.CSS?.highlights);

/** Keeps what is drawn in step with what should be, by changing only what differs. */
export class Painter {
  /** @type {Map<string, { sign: string, name: string, ranges: StaticRange[] }>} */
  #drawn = new Map();

  /**
   * @param {(extent: { start: number, end: number }) => StaticRange[]} rangesOf
   */
  constructor(rangesOf) {
    this.rangesOf = rangesOf;
  }

  /**
   * Draw these strokes and no others.
   * @param {Map<string, Stroke>} strokes by a key that stays the same while a span does
   */
  draw(strokes) {
    for (const [key, drawn] of this.#drawn) if (!strokes.has(key)) this.#erase(key, drawn);
    for (const [key, stroke] of strokes) this.#stroke(key, stroke);
  }

  /**
   * Draw one more stroke, or one anew.
   * @param {string} key
   * @param {Stroke | null} stroke null takes it away
   */
  set(key, stroke) {
    if (stroke) this.#stroke(key, stroke);
    else {
      const drawn = this.#drawn.get(key);
      if (drawn) this.#erase(key, drawn);
    }
  }

  /**
   * @param {string} key
   * @param {Stroke} stroke
   */
  #stroke(key, stroke) {
    const sign = `${stroke.name} ${stroke.extents.map(({ start, end }) => `${start}-${end}`).join()}`;
    const drawn = this.#drawn.get(key);
    if (drawn?.sign === sign) return;
    if (drawn) this.#erase(key, drawn);
    const ranges = stroke.extents.flatMap((extent) => this.rangesOf(extent));
    const highlight = highlightOf(stroke);
    for (const range of ranges) highlight.add(range);
    this.#drawn.set(key, { sign, name: stroke.name, ranges });
  }

  /**
   * @param {string} key
   * @param {{ name: string, ranges: StaticRange[] }} drawn
   */
  #erase(key, { name, ranges }) {
    const highlight = CSS.highlights.get(name);
    for (const range of ranges) highlight?.delete(range);
    this.#drawn.delete(key);
  }
}

/** @param {Stroke} stroke */
function highlightOf({ name, above = 0 }) {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const highlight = new Highlight();
  highlight.priority = above;
  CSS.highlights.set(name, highlight);
  return highlight;
}
