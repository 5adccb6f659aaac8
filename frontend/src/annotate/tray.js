// The tray: statements kept from one article to the next, and how two of them bear on each other.

import { html, nothing } from "lit-html";
import { gettext } from "./i18n.js";
import { passageLine } from "./panels/left.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./view.js").Acts} Acts
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {{ uuid: string, words: string, code: string }} Passage
 */

const REMEMBERED = "dateline-tray";
const ROOM = 20;

/** The passages that somebody keeps, in this browser. */
export class Tray {
  /** @type {Set<string>} */
  chosen = new Set();

  /**
   * @param {string} owner whose tray it is: a browser may have several
   * @param {() => void} changed
   */
  constructor(owner, changed) {
    this.name = `${REMEMBERED}/${owner}`;
    this.changed = changed;
    addEventListener("storage", (event) => event.key === this.name && changed());
  }

  /** @returns {Passage[]} */
  get passages() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "[]");
    } catch {
      return [];
    }
  }

  /**
   * Keep a statement.
   * @param {Bench} bench
   * @param {Annotation} annotation
   */
  keep(bench, { uuid, content }) {
    if (!content.statement) return bench.say(gettext("The tray holds statements: mark what was said first (c)."));
    const others = this.passages.filter((one) => one.uuid !== uuid);
    this.#write([...others, { uuid, words: bench.wordsOf(content), code: bench.data.article.code }].slice(-ROOM));
    this.choose(uuid);
    bench.say(gettext("Kept in the tray."));
  }

  /**
   * Choose a passage, or no longer; of three the first is let go.
   * @param {string} uuid
   */
  choose(uuid) {
    if (!this.chosen.delete(uuid)) this.chosen.add(uuid);
    const [first] = this.chosen;
    if (this.chosen.size > 2 && first) this.chosen.delete(first);
    this.changed();
  }

  /** @param {string} uuid */
  drop(uuid) {
    this.chosen.delete(uuid);
    this.#write(this.passages.filter((one) => one.uuid !== uuid));
    this.changed();
  }

  /** Give the two passages that are chosen, in the order they were kept in; fewer where fewer are. */
  get pair() {
    return this.passages.filter((one) => this.chosen.has(one.uuid));
  }

  /**
   * Give the tray.
   * @param {Bench} bench
   * @param {Acts} acts
   */
  view(bench, acts) {
    const { passages, pair } = this;
    return html`<section class="tray" aria-labelledby="tray-title">
      <h2 id="tray-title">${gettext("Tray")}</h2>
      ${passages.length
        ? html`<ul>${passages.map((one) => html`<li>
            <button type="button" class="passage" aria-pressed=${String(this.chosen.has(one.uuid))} @click=${() => this.choose(one.uuid)}>${passageLine(one)}</button>
            <button type="button" class="link-button" aria-label=${gettext("Take out of the tray")} @click=${() => this.drop(one.uuid)}>×</button>
          </li>`)}</ul>`
        : html`<p class="quiet">${gettext("Keep statements here with")} <kbd>k</kbd> ${gettext("to compare them across articles.")}</p>`}
      ${pair.length === 2 && bench.data.may.judge
        ? html`<button type="button" class="quiet-button" @click=${() => acts.run("judge")}>${gettext("Say how the two relate")} <kbd>j</kbd></button>`
        : nothing}
      ${passages.length && pair.length < 2 && bench.data.may.judge ? html`<p class="quiet">${gettext("Choose two to relate them.")}</p>` : nothing}
    </section>`;
  }

  /** @param {Passage[]} passages */
  #write(passages) {
    try {
      localStorage.setItem(this.name, JSON.stringify(passages));
    } catch {
      // a private window keeps none
    }
  }
}

/**
 * Ask how the two chosen passages relate.
 * @param {Bench} bench
 * @param {import("./picker.js").Picker} picker
 * @param {Tray} tray
 */
export function askRelation(bench, picker, tray) {
  const [a, b] = tray.pair;
  if (!a || !b) return bench.say(gettext("Choose two passages of the tray first."));
  const kinds = [
    ["same-claim", gettext("Both say the same")],
    ["contradicts", gettext("They contradict each other")],
    ["updates", gettext("The second updates the first")],
    ["fulfils", gettext("The second fulfils the first")],
    ["same-words", gettext("The same words, reported twice")],
  ];
  picker.open({
    title: gettext("How do the two passages relate?"),
    query: "",
    options: () =>
      kinds.map(([kind = "", label = ""], index) => ({
        id: kind,
        key: String(index + 1),
        label,
        choose: () => (kind === "contradicts" ? askExtent(bench, picker, [a, b]) : askWhy(bench, picker, [a, b], { kind, extent: "" })),
      })),
  });
}

/**
 * @param {Bench} bench
 * @param {import("./picker.js").Picker} picker
 * @param {[Passage, Passage]} pair
 */
function askExtent(bench, picker, pair) {
  picker.open({
    title: gettext("How far does the contradiction go?"),
    query: "",
    options: () =>
      bench.data.choices.extent.map(([extent, label], index) => ({
        id: extent,
        key: String(index + 1),
        label,
        choose: () => askWhy(bench, picker, pair, { kind: "contradicts", extent }),
      })),
  });
}

/**
 * @param {Bench} bench
 * @param {import("./picker.js").Picker} picker
 * @param {[Passage, Passage]} pair
 * @param {{ kind: string, extent: string }} judgement
 */
function askWhy(bench, picker, [a, b], judgement) {
  picker.open({
    title: gettext("Why? (may be left empty)"),
    query: "",
    options: (rationale) => [
      {
        id: "record",
        label: gettext("Record it"),
        choose: () => {
          const body = { ...judgement, a: a.uuid, b: b.uuid, rationale: rationale.trim() };
          bench.saver.wantPost({ key: `relation ${a.uuid} ${b.uuid} ${judgement.kind}`, rank: 2, url: bench.data.urls.tray, body });
          bench.say(gettext("Recorded: how the two passages relate."));
        },
      },
    ],
  });
}
