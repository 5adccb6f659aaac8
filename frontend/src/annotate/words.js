// Words, sentences and characters as people know them (Unicode Standard Annex 29), and the way from one to another.

import { count } from "./text.js";

/**
 * @typedef {import("./text.js").Text} Text
 * @typedef {import("./text.js").Extent} Extent
 */

const POSSESSIVE = /['’](?:s|S)?$/u;

/** The segments of a text, found block by block when they are first asked for. */
export class Segments {
  /** @type {Map<string, Extent[]>} */
  #found = new Map();

  /**
   * @param {Text} text
   * @param {string} language a BCP 47 tag
   */
  constructor(text, language) {
    this.text = text;
    const known = supported(language);
    this.segmenters = {
      word: new Intl.Segmenter(known, { granularity: "word" }),
      sentence: new Intl.Segmenter(known, { granularity: "sentence" }),
      grapheme: new Intl.Segmenter(known, { granularity: "grapheme" }),
    };
  }

  /**
   * Give a block's words; a possessive ending is cut off, as it is no part of a name.
   * @param {number} index of the block
   */
  words(index) {
    return this.#segments("word", index, (segment) => Boolean(segment.isWordLike)).flatMap((word) => this.#parts(word));
  }

  /** @param {number} index of the block */
  sentences(index) {
    return this.#segments("sentence", index, (segment) => segment.segment.trim() !== "");
  }

  /** @param {number} index of the block */
  graphemes(index) {
    return this.#segments("grapheme", index, () => true);
  }

  /**
   * Give the word at or nearest before a place, else the first of the block.
   * @param {number} point
   */
  wordAt(point) {
    const words = this.words(this.#indexAt(point));
    const index = count(words, (word) => word.start <= point) - 1;
    return words[Math.max(index, 0)] ?? null;
  }

  /**
   * Give a range grown to whole words; a range without words stays as it is.
   * @param {Extent} extent
   */
  snap({ start, end }) {
    const first = this.words(this.#indexAt(start)).find((word) => word.end > start);
    const last = this.words(this.#indexAt(end - 1)).findLast((word) => word.start < end);
    if (!first || !last || first.start >= end || last.end <= start) return { start, end };
    return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
  }

  /**
   * Give a range grown to whole characters: no half of a letter with its accent, of a flag or of a surrogate pair.
   * @param {Extent} extent
   */
  whole({ start, end }) {
    const first = this.graphemes(this.#indexAt(start)).find((one) => one.end > start);
    const last = this.graphemes(this.#indexAt(end - 1)).findLast((one) => one.start < end);
    return { start: Math.min(first?.start ?? start, start), end: Math.max(last?.end ?? end, end) };
  }

  /**
   * Give the next word after a place, or the last one before it; null at the text's ends. Folded blocks are passed by.
   * @param {number} point
   * @param {1 | -1} direction
   * @param {"words" | "sentences"} kind
   * @returns {Extent | null}
   */
  step(point, direction, kind = "words") {
    for (let index = this.#indexAt(point); this.text.blocks[index]; index += direction) {
      if (this.text.blocks[index]?.folded) continue;
      const found = this[kind](index);
      const next =
        direction > 0 ? found.find((one) => one.start > point) : found.findLast((one) => one.start < point);
      if (next) return next;
    }
    return null;
  }

  /**
   * Give the sentence that holds a place.
   * @param {number} point
   * @returns {Extent | null}
   */
  sentenceAt(point) {
    return this.sentences(this.#indexAt(point)).findLast((one) => one.start <= point) ?? null;
  }

  /**
   * Give a range with one end moved by a character; never empty.
   * @param {Extent} extent
   * @param {"start" | "end"} side
   * @param {1 | -1} direction
   */
  trim(extent, side, direction) {
    const from = extent[side];
    const block = this.#indexAt(side === "end" ? from - 1 : from);
    const edges = [...this.graphemes(block).map((one) => one.start), this.text.blocks[block]?.shown ?? from];
    const to = direction > 0 ? edges.find((edge) => edge > from) : edges.findLast((edge) => edge < from);
    const moved = { ...extent, [side]: to ?? from };
    return moved.start < moved.end ? moved : extent;
  }

  /** @param {number} point */
  #indexAt(point) {
    return this.text.blocks.indexOf(this.text.blockAt(point));
  }

  /**
   * @param {"word" | "sentence" | "grapheme"} kind
   * @param {number} index
   * @param {(segment: Intl.SegmentData) => boolean} wanted
   */
  #segments(kind, index, wanted) {
    const key = `${kind} ${index}`;
    const known = this.#found.get(key);
    if (known) return known;
    const found = [];
    const block = this.text.blocks[index];
    if (block) {
      const offset = this.text.toUnits(block.start);
      const words = this.text.slice(block.start, block.shown);
      for (const segment of this.segmenters[kind].segment(words)) {
        if (!wanted(segment)) continue;
        const length = segment.segment.trimEnd().length || segment.segment.length;
        const start = this.text.toPoints(offset + segment.index);
        found.push({ start, end: this.text.toPoints(offset + segment.index + length) });
      }
    }
    this.#found.set(key, found);
    return found;
  }

  /**
   * Cut a possessive ending off a word.
   * @param {Extent} word
   */
  #parts({ start, end }) {
    const ending = POSSESSIVE.exec(this.text.slice(start, end));
    if (!ending || ending.index === 0) return [{ start, end }];
    return [{ start, end: end - ending[0].length }];
  }
}

/** @param {string} language */
function supported(language) {
  try {
    return Intl.Segmenter.supportedLocalesOf(language)[0] ?? "en";
  } catch {
    return "en";
  }
}
