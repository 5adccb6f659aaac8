// Where somebody is in the text: a word, or a range grown from one; moved by keys and by pointer.

/**
 * @typedef {import("./text.js").Extent} Extent
 * @typedef {import("./sheet.js").Sheet} Sheet
 * @typedef {import("./words.js").Segments} Segments
 */

/** The range that the next key works on. */
export class Cursor {
  /** @type {Extent | null} */
  extent = null;
  /** @type {Extent | null} where the range was begun */
  #anchor = null;
  /** @type {Extent | null} the end that moves */
  #head = null;

  /**
   * @param {{ sheet: Sheet, segments: Segments }} page
   * @param {() => void} moved
   */
  constructor({ sheet, segments }, moved) {
    this.sheet = sheet;
    this.segments = segments;
    this.moved = moved;
  }

  /**
   * Put the cursor on a range.
   * @param {Extent | null} extent
   */
  put(extent) {
    this.extent = extent && { start: extent.start, end: extent.end };
    this.#anchor = this.extent;
    this.#head = this.extent;
    this.moved();
  }

  /**
   * Select a range with the pointer: whole words, or exactly what was drawn over.
   * @param {Extent} extent
   * @param {boolean} exact
   */
  draw(extent, exact) {
    this.put(exact ? this.segments.whole(extent) : this.segments.snap(extent));
  }

  /**
   * Move to the next or last word or sentence; with `extend` the range grows or shrinks instead.
   * @param {1 | -1} direction
   * @param {{ by?: "words" | "sentences", extend?: boolean }} [how]
   */
  step(direction, { by = "words", extend = false } = {}) {
    const head = this.#head ?? this.#begin();
    if (!head) return;
    if (!this.extent) return this.put(head);
    const at = !extend && this.extent && direction > 0 ? { start: this.extent.end - 1, end: this.extent.end } : head;
    let next = this.segments.step(at.start, direction, by);
    if (by === "sentences" && extend && direction > 0) next = this.#sentenceEnd(head);
    if (next) this.#go(by === "sentences" && !extend ? (this.segments.wordAt(next.start) ?? next) : next, extend);
  }

  /**
   * Move a line up or down.
   * @param {1 | -1} direction
   * @param {{ extend?: boolean }} [how]
   */
  line(direction, { extend = false } = {}) {
    const head = this.#head ?? this.#begin();
    if (!head) return;
    const point = this.sheet.lineFrom(head, direction);
    const word = point === null ? this.segments.step(head.start, direction) : this.segments.wordAt(point);
    if (word) this.#go(word, extend);
  }

  /**
   * Move to the first or last word of the block, or of the text.
   * @param {1 | -1} direction
   * @param {{ whole?: boolean, extend?: boolean }} [how]
   */
  edge(direction, { whole = false, extend = false } = {}) {
    const { text } = this.segments;
    const open = text.blocks.filter((block) => !block.folded);
    const here = text.blockAt(this.#head?.start ?? 0);
    const block = whole ? (direction > 0 ? open.at(-1) : open[0]) : here;
    if (!block) return;
    const words = this.segments.words(text.blocks.indexOf(block));
    const word = direction > 0 ? words.at(-1) : words[0];
    if (word) this.#go(word, extend);
  }

  /**
   * Move one end of the range by a character.
   * @param {"start" | "end"} side
   * @param {1 | -1} direction
   */
  trim(side, direction) {
    if (!this.extent) return;
    this.put(this.segments.trim(this.extent, side, direction));
  }

  /** Take the whole block. */
  takeBlock() {
    const block = this.segments.text.blockAt(this.extent?.start ?? 0);
    this.put({ start: block.start, end: block.shown });
  }

  /**
   * @param {Extent} head
   * @param {boolean} extend
   */
  #go(head, extend) {
    if (!extend) return this.put(head);
    const anchor = this.#anchor ?? head;
    this.#head = head;
    this.extent = { start: Math.min(anchor.start, head.start), end: Math.max(anchor.end, head.end) };
    this.moved();
  }

  /** Give the first word in sight. */
  #begin() {
    const box = this.sheet.root.getBoundingClientRect();
    const point = this.sheet.pointFrom(box.left + 60, Math.max(box.top + 40, 100));
    const first = this.segments.text.blocks.find((block) => !block.folded)?.start ?? 0;
    return this.segments.wordAt(point ?? first) ?? this.segments.step(-1, 1);
  }

  /** @param {Extent} head */
  #sentenceEnd(head) {
    const here = this.segments.sentenceAt(head.start);
    if (here && here.end > (this.extent?.end ?? 0)) return { start: Math.max(here.start, head.start), end: here.end };
    return this.segments.step(head.start, 1, "sentences");
  }
}
