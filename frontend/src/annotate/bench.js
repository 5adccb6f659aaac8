// The state of the annotate page, and what can be done on it. What is shown follows from it; see view.js.

import { Cursor } from "./cursor.js";
import { gettext, shorten } from "./i18n.js";
import { extentOf, headSpans } from "./model.js";
import { Painter } from "./paint.js";
import { openQueue } from "./saving.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { isSeen, strokesOf } from "./strokes.js";
import { openSuggestions } from "./suggest.js";
import { Text } from "./text.js";
import { Wire } from "./wire.js";
import { Segments } from "./words.js";

/**
 * @typedef {import("./page.js").PageData} PageData
 * @typedef {import("./text.js").Extent} Extent
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 * @typedef {"details" | "list" | "suggestions"} Tab
 */

/** One set on the bench. */
export class Bench extends EventTarget {
  /** @type {string | null} the annotation that the panel shows */
  current = null;
  /** Whether the cursor is on it, so that keys change it and don't make another. */
  onCurrent = false;
  /**
   * What the next words that are chosen are wanted for.
   * @type {{ title: string, label: string, edit: (content: Content, extent: Extent) => Content } | null}
   */
  ask = null;
  /** @type {Tab} */
  tab = "details";
  /** @type {string | null} the tag that every selection gets at once, as "layer/tag" */
  sticky = null;
  /** @type {Set<string>} layers and tags that are not drawn */
  hidden = new Set();
  /** @type {Map<string, Annotation>} all that programs suggest on this text */
  offered = new Map();
  /** @type {Set<string>} what of it is not wanted */
  rejected = new Set();
  /** @type {Map<string, Annotation>} what of it is still open */
  suggestions = new Map();
  /** What was done last, for everybody to see. */
  said = "";
  /** @type {boolean} whether something is to be drawn before the next frame */
  #due = false;

  /**
   * @param {PageData} data
   * @param {HTMLElement} root
   * @param {(count: number) => string} fold
   */
  constructor(data, root, fold) {
    super();
    this.data = data;
    this.text = new Text(data.text, data.blocks);
    this.segments = new Segments(this.text, data.article.language || "en");
    this.sheet = new Sheet(root, this.text, fold);
    this.painter = new Painter((extent) => this.sheet.rangesOf(extent));
    this.marker = new Painter((extent) => this.sheet.rangesOf(extent));
    this.wire = new Wire({ base: data.base, source: data.source, exact: (start, end) => this.text.slice(start, end) });
    this.store = new Store({
      me: data.me.uuid,
      want: (uuid, content) => this.saver.want(uuid, content),
      changed: () => this.repaint(),
    });
    for (const { uuid, version, content, at } of data.annotations) {
      this.store.annotations.set(uuid, { uuid, version, content, at, by: data.me.uuid });
    }
    for (const { uuid, version, content, at, by } of data.may.write ? data.suggestions : []) {
      this.offered.set(uuid, { uuid, version, content, at, by: by ?? "" });
    }
    this.rejected = new Set(data.rejected);
    this.cursor = new Cursor(this, () => this.#moved());
    this.saver = openQueue({
      data,
      wire: this.wire,
      store: () => this.store,
      changed: () => this.update(),
      posted: (key, answer) => this.dispatchEvent(new CustomEvent("posted", { detail: { key, answer } })),
      adopted: (count) => this.say(gettext("%(count)s changes of an earlier visit are being saved.", { count })),
    });
  }

  /** Draw every span anew that has changed, and what is shown of it. */
  repaint() {
    const { offered, rejected } = this;
    this.suggestions = openSuggestions({ offered, rejected, annotations: this.store.annotations.values() });
    if (this.tab === "suggestions" && !this.suggestions.size) this.tab = "details";
    this.painter.draw(strokesOf(this.store.annotations.values(), this.suggestions.values(), this.look));
    if (this.current && !this.find(this.current)) this.choose(null);
    this.update();
  }

  /** Ask for what is shown to be brought up to date, once before the next frame. */
  update() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.dispatchEvent(new Event("update"));
    });
  }

  /** Give what the look of spans depends on. */
  get look() {
    return { colourOf: (/** @type {string} */ l, /** @type {string | null} */ t) => this.colourOf(l, t), hidden: this.hidden };
  }

  /**
   * @param {string} layer
   * @param {string | null} tag
   */
  colourOf(layer, tag) {
    const found = this.data.layers.find((one) => one.code === layer);
    if (found?.kind === "claim") return "statement";
    return found?.tags.find((one) => one.code === tag)?.colour || "object";
  }

  /** Give the tags of all layers of names, in order: those of the keys 1 to 9 first. */
  get tags() {
    const layers = this.data.layers.filter((layer) => layer.kind === "entity");
    return layers.flatMap((layer) => layer.tags.map((tag) => ({ ...tag, layer: layer.code, id: `${layer.code}/${tag.code}` })));
  }

  /** Give the first layer of statements; undefined where the project has none. */
  get statementLayer() {
    return this.data.layers.find((layer) => layer.kind === "claim");
  }

  /**
   * Give an annotation or a suggestion.
   * @param {string | null} uuid
   * @returns {Annotation | null}
   */
  find(uuid) {
    return uuid === null ? null : (this.store.annotations.get(uuid) ?? this.suggestions.get(uuid) ?? null);
  }

  /** Give the annotation that keys change: the one that the cursor is on. */
  get active() {
    return this.onCurrent ? this.find(this.current) : null;
  }

  /**
   * Give the words that an annotation is about.
   * @param {Content} content
   */
  wordsOf(content) {
    return headSpans(content).map((span) => this.text.slice(span.start, span.end)).join(" … ");
  }

  /** Give all that is drawn, in the order of the text. */
  inOrder() {
    const placed = [...this.store.inOrder(), ...this.suggestions.values()].filter((one) => isSeen(one, this.look));
    const at = new Map(placed.map((one) => [one, extentOf(one.content)]));
    const place = (/** @type {Annotation} */ one) => /** @type {Extent} */ (at.get(one));
    return placed.sort((a, b) => place(a).start - place(b).start || place(b).end - place(a).end);
  }

  /**
   * Give the annotations that stand at a place, the shortest first.
   * @param {number} point
   */
  at(point) {
    const found = this.inOrder().filter(({ content }) => {
      return headSpans(content).some((span) => span.start <= point && point < span.end);
    });
    const length = (/** @type {Annotation} */ one) => extentOf(one.content).end - extentOf(one.content).start;
    return found.sort((a, b) => length(a) - length(b));
  }

  /**
   * Show an annotation, and put the cursor on it.
   * @param {string | null} uuid
   * @param {{ scroll?: boolean }} [how]
   */
  choose(uuid, { scroll = true } = {}) {
    this.ask = null;
    const found = this.find(uuid);
    if (found) {
      const extent = extentOf(found.content);
      this.cursor.put(extent);
      if (scroll) this.sheet.show(extent);
      this.say(this.describe(found));
    }
    this.current = found?.uuid ?? null;
    this.onCurrent = found !== null;
    this.#mark();
    this.update();
  }

  /**
   * Give one line about an annotation, as it is read out.
   * @param {Annotation} annotation
   */
  describe({ content }) {
    const words = shorten(this.wordsOf(content));
    if (content.statement) return gettext("Statement: “%(words)s”", { words });
    const tag = this.tags.find((one) => one.layer === content.layer && one.code === content.mention?.tag);
    const entity = content.mention?.entity && this.data.entities[content.mention.entity]?.label;
    return [`“${words}”`, tag?.name ?? content.mention?.tag, entity].filter(Boolean).join(", ");
  }

  /**
   * Say something to everybody, those who can't see it included.
   * @param {string} words
   */
  say(words) {
    this.said = words;
    this.update();
  }

  #moved() {
    this.onCurrent = false;
    if (!this.ask) this.current = null;
    const { extent } = this.cursor;
    if (extent) {
      const here = this.at(extent.start).map((one) => this.describe(one));
      this.said = [shorten(this.text.slice(extent.start, extent.end), 200), ...here].join("; ");
    }
    this.#mark();
    this.update();
  }

  #mark() {
    const shown = this.find(this.current);
    this.marker.set("current", shown && { name: "current", extents: headSpans(shown.content), above: 80 });
    this.dispatchEvent(new Event("mark"));
  }
}
