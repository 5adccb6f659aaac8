// The text on the page: one paragraph with one text node for each block, and the way between places on the page and
// places in the text.

/**
 * @typedef {import("./text.js").Text} Text
 * @typedef {import("./text.js").Extent} Extent
 * @typedef {import("./text.js").Block} Block
 */

const LINE_STEPS = [1, 1.6, 2.4];

/** The sheet that the text stands on. */
export class Sheet {
  /** @type {Map<number, globalThis.Text>} text nodes by the order of their block */
  #nodes = new Map();
  /** @type {Map<globalThis.Node, Block>} */
  #blocks = new Map();

  /**
   * @param {HTMLElement} root takes the focus and gets the paragraphs
   * @param {Text} text
   * @param {(count: number) => string} fold gives the heading of folded blocks
   */
  constructor(root, text, fold) {
    this.root = root;
    this.text = text;
    this.#build(fold);
  }

  /**
   * Give the ranges of the page that a range of the text stands in, one for each block.
   * @param {Extent} extent
   */
  rangesOf(extent) {
    return this.#partsOf(extent).map(([node, start, end]) => {
      return new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
    });
  }

  /**
   * Give the rectangles that a range of the text takes on the page, one for each line, in the window's pixels.
   * @param {Extent} extent
   */
  rectsOf(extent) {
    return this.#partsOf(extent).flatMap(([node, start, end]) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return joined([...range.getClientRects()].filter((rect) => rect.width > 0));
    });
  }

  /**
   * Give the place in the text under a point of the window; null where there is no text.
   * @param {number} x
   * @param {number} y
   */
  pointFrom(x, y) {
    const position = caretFrom(x, y);
    return position && this.pointOf(position.node, position.offset);
  }

  /**
   * Give the place in the text of a place in the document; null outside.
   * @param {globalThis.Node} node
   * @param {number} offset
   * @returns {number | null}
   */
  pointOf(node, offset) {
    const block = this.#blocks.get(node);
    if (block) return Math.min(this.text.toPoints(this.text.toUnits(block.start) + offset), block.shown);
    const child = node.childNodes[Math.min(offset, node.childNodes.length - 1)];
    const inner = child && this.#firstText(child);
    if (!inner) return null;
    return offset < node.childNodes.length ? this.pointOf(inner, 0) : this.pointOf(inner, inner.data.length);
  }

  /**
   * Give the place in the text one line above or below a range, or null where there is none.
   * @param {Extent} extent
   * @param {1 | -1} direction
   */
  lineFrom(extent, direction) {
    const rects = this.rectsOf(extent);
    const rect = direction > 0 ? rects.at(-1) : rects[0];
    if (!rect) return null;
    const height = Number.parseFloat(getComputedStyle(this.root).lineHeight) || rect.height * 1.6;
    for (const step of LINE_STEPS) {
      const point = this.pointFrom(rect.left + 2, rect.top + rect.height / 2 + direction * step * height);
      if (point !== null && (direction > 0 ? point >= extent.end : point < extent.start)) return point;
    }
    return null;
  }

  /**
   * Bring a range into view, opening what is folded around it.
   * @param {Extent} extent
   */
  show(extent) {
    const node = this.#nodes.get(this.text.blockAt(extent.start).order);
    node?.parentElement?.closest("details")?.setAttribute("open", "");
    const rect = this.rectsOf(extent)[0];
    if (!rect) return;
    const scroller = /** @type {HTMLElement} */ (this.root.closest("[data-scroller]") ?? document.documentElement);
    const inner = scroller === document.documentElement;
    const top = inner ? 0 : scroller.getBoundingClientRect().top;
    const height = inner ? innerHeight : scroller.clientHeight;
    const margin = Math.min(90, height / 4);
    if (rect.top < top + margin) scroller.scrollTop += rect.top - top - margin;
    else if (rect.bottom > top + height - margin) scroller.scrollTop += rect.bottom - top - height + margin;
  }

  /**
   * Give the blocks' parts of a range as text nodes with UTF-16 offsets.
   * @param {Extent} extent
   * @returns {[globalThis.Text, number, number][]}
   */
  #partsOf(extent) {
    /** @type {[globalThis.Text, number, number][]} */
    const parts = [];
    for (const { block, start, end } of this.text.partsOf(extent)) {
      const node = this.#nodes.get(block.order);
      const offset = this.text.toUnits(block.start);
      if (node) parts.push([node, this.text.toUnits(start) - offset, this.text.toUnits(end) - offset]);
    }
    return parts;
  }

  /** @param {globalThis.Node} node */
  #firstText(node) {
    if (this.#blocks.has(node)) return /** @type {globalThis.Text} */ (node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, (one) =>
      this.#blocks.has(one) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
    );
    return /** @type {globalThis.Text | null} */ (walker.nextNode());
  }

  /** @param {(count: number) => string} fold */
  #build(fold) {
    const page = document.createDocumentFragment();
    /** @type {HTMLDetailsElement | null} */
    let folded = null;
    for (const block of this.text.blocks) {
      if (!block.folded) folded = null;
      else if (!folded) page.append((folded = document.createElement("details")));
      (folded ?? page).append(this.#paragraph(block));
    }
    for (const details of page.querySelectorAll("details")) {
      const summary = document.createElement("summary");
      summary.textContent = fold(details.childElementCount);
      summary.tabIndex = -1;
      details.className = "fold";
      details.prepend(summary);
    }
    this.root.replaceChildren(page);
  }

  /** @param {Block} block */
  #paragraph(block) {
    const paragraph = document.createElement("p");
    paragraph.className = `words ${block.role}${block.folded ? " boilerplate" : ""}`;
    paragraph.id = `block-${block.order}`;
    const node = document.createTextNode(this.text.slice(block.start, block.shown));
    paragraph.append(node);
    this.#nodes.set(block.order, node);
    this.#blocks.set(node, block);
    return paragraph;
  }
}

/**
 * Give rectangles with those of one line joined: a space before a line's end has one of its own.
 * @param {DOMRect[]} rects
 */
function joined(rects) {
  /** @type {DOMRect[]} */
  const lines = [];
  for (const rect of rects) {
    const last = lines.at(-1);
    if (last && Math.abs(last.top - rect.top) < rect.height / 2) {
      const left = Math.min(last.left, rect.left);
      lines[lines.length - 1] = new DOMRect(left, last.top, Math.max(last.right, rect.right) - left, last.height);
    } else lines.push(rect);
  }
  return lines;
}

/**
 * Give the place in the document under a point of the window.
 * @param {number} x
 * @param {number} y
 * @returns {{ node: globalThis.Node, offset: number } | null}
 */
function caretFrom(x, y) {
  if ("caretPositionFromPoint" in document) {
    const found = /** @type {any} */ (document).caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  const range = /** @type {any} */ (document).caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
