// The current case in the whole text: each set's spans, and faintly all other cases, by the CSS Custom Highlight API.

import { Text } from "../annotate/text.js";

/** @typedef {{ node: globalThis.Text, start: number, text: Text }} Piece a block: its text node, its first code point */

/** How many sets are told apart by a look of their own. */
const SIDES = 3;

/** Paints over one text. */
export class Shading {
  /** @param {HTMLElement} root the text: blocks with the code point at which each begins */
  constructor(root) {
    this.root = root;
    /** @type {Piece[]} */
    this.pieces = [...root.querySelectorAll("p")].flatMap((block) => {
      const node = block.firstChild;
      if (!(node instanceof globalThis.Text)) return [];
      return [{ node, start: Number(block.dataset.start), text: new Text(node.data, []) }];
    });
    this.paints = "highlights" in CSS && typeof Highlight === "function";
  }

  /**
   * Paint a case's sides strongly and all cases faintly, and bring the case into view.
   * @param {HTMLElement | null} current
   * @param {HTMLElement[]} all
   */
  show(current, all) {
    if (!this.paints) return;
    const others = all.filter((one) => one !== current);
    this.#set("case-undecided", others.filter((one) => !one.classList.contains("decided")).flatMap(placesOf));
    this.#set("case-decided", others.filter((one) => one.classList.contains("decided")).flatMap(placesOf));
    const sides = current ? [...current.querySelectorAll(".side")].map((side) => placesOf(side)) : [];
    for (let index = 0; index < SIDES; index += 1) this.#set(`side-${index}`, sides[index] ?? []);
    const first = sides.flat().sort((a, b) => a[0] - b[0])[0];
    const range = first ? this.#ranges(first)[0] : undefined;
    if (range) this.#bring(range);
  }

  /** @param {Range} range */
  #bring(range) {
    const frame = this.root.getBoundingClientRect();
    const place = range.getBoundingClientRect();
    if (place.top < frame.top + 40 || place.bottom > frame.bottom - 40) {
      this.root.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }

  /**
   * @param {string} name
   * @param {[number, number][]} places
   */
  #set(name, places) {
    CSS.highlights.set(name, new Highlight(...places.flatMap((place) => this.#ranges(place))));
  }

  /** @param {[number, number]} place code points, half-open */
  #ranges([start, end]) {
    return this.pieces.flatMap(({ node, start: begin, text }) => {
      const from = Math.max(0, start - begin);
      const to = Math.min(text.length, end - begin);
      if (from >= to) return [];
      const range = new Range();
      range.setStart(node, text.toUnits(from));
      range.setEnd(node, text.toUnits(to));
      return [range];
    });
  }
}

/**
 * Give the places that an element and what is in it name: `data-places="12-20 30-41"`.
 * @param {Element} element
 * @returns {[number, number][]}
 */
export function placesOf(element) {
  const own = element instanceof HTMLElement ? (element.dataset.places ?? "") : "";
  const inner = [...element.querySelectorAll("[data-places]")].map((one) => /** @type {HTMLElement} */ (one).dataset.places ?? "");
  return [own, ...inner].flatMap((places) => places.split(" ").filter(Boolean)).map((place) => {
    const [start, end] = place.split("-").map(Number);
    return [start ?? 0, end ?? 0];
  });
}
