// The text: offsets in code points, as everywhere in Dateline, and in UTF-16 units, as the browser counts.

/**
 * @typedef {{ start: number, end: number }} Extent a half-open range of code points
 * @typedef {{ order: number, start: number, end: number, shown: number, role: string, name: string, folded: boolean }} Block
 *   a block as the page gives it; `shown` is where its text ends, without the line ends that follow it
 */

/** One immutable text with its blocks. */
export class Text {
  /** @type {number[]} the UTF-16 positions of characters beyond the Basic Multilingual Plane, each in the order of the text */
  #astral = [];

  /**
   * @param {string} whole
   * @param {Block[]} blocks in the order of the text
   */
  constructor(whole, blocks) {
    this.whole = whole;
    this.blocks = blocks;
    for (const found of whole.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.#astral.push(found.index);
    this.length = whole.length - this.#astral.length;
  }

  /**
   * Give the UTF-16 position of a code point.
   * @param {number} point
   */
  toUnits(point) {
    return point + count(this.#astral, (position, index) => position - index < point);
  }

  /**
   * Give the code point at a UTF-16 position; a position inside a surrogate pair counts as its beginning.
   * @param {number} unit
   */
  toPoints(unit) {
    return unit - count(this.#astral, (position) => position < unit);
  }

  /**
   * Give the words of a range.
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return this.whole.slice(this.toUnits(start), this.toUnits(end));
  }

  /**
   * Give the block that holds a code point; the last one for what lies behind it.
   * @param {number} point
   * @returns {Block}
   */
  blockAt(point) {
    const index = Math.max(0, count(this.blocks, (block) => block.start <= point) - 1);
    return /** @type {Block} */ (this.blocks[index]);
  }

  /**
   * Give a range cut into the parts that stand in each block's shown text.
   * @param {Extent} extent
   * @returns {{ block: Block, start: number, end: number }[]}
   */
  partsOf({ start, end }) {
    const parts = [];
    for (let index = this.blocks.indexOf(this.blockAt(start)); index < this.blocks.length; index += 1) {
      const block = /** @type {Block} */ (this.blocks[index]);
      if (block.start >= end) break;
      const part = { block, start: Math.max(start, block.start), end: Math.min(end, block.shown) };
      if (part.start < part.end) parts.push(part);
    }
    return parts;
  }
}

/**
 * Give how many items at the beginning of a sorted list fulfil a condition; binary search.
 * @template T
 * @param {T[]} items
 * @param {(item: T, index: number) => boolean} holds
 */
export function count(items, holds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(/** @type {T} */ (items[middle]), middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
