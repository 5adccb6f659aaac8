// Beside the text on the left: tags with their keys and whether they are seen, and the tray.

import { html, nothing } from "lit-html";
import { gettext, shorten } from "../i18n.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../view.js").Acts} Acts
 * @typedef {import("../tray.js").Tray} Tray
 */

/**
 * Give the column.
 * @param {Bench} bench
 * @param {Acts} acts
 * @param {Tray} tray
 */
export function left(bench, acts, tray) {
  const counts = countsOf(bench);
  return html`<section aria-labelledby="tags-title">
      <h2 id="tags-title">${gettext("Tags")}</h2>
      <ul class="tags">
        ${bench.tags.map((tag, index) => entry(bench, acts, {
          id: tag.id, name: tag.name, colour: tag.colour, key: index < 9 ? String(index + 1) : "", count: counts.get(tag.id) ?? 0,
        }))}
        ${bench.data.layers.filter((layer) => layer.kind === "claim").map((layer, index) => entry(bench, acts, {
          id: layer.code, name: layer.name, colour: "statement", key: index ? "" : "c", count: counts.get(layer.code) ?? 0,
        }))}
      </ul>
      <p class="quiet">${gettext("A solid line is a name, a dotted one what was said, a dashed one a suggestion.")}</p>
    </section>
    ${tray.view(bench, acts)}`;
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 * @param {{ id: string, name: string, colour: string, key: string, count: number }} what
 */
function entry(bench, acts, { id, name, colour, key, count }) {
  const isHidden = bench.hidden.has(id);
  const isSticky = bench.sticky === id;
  return html`<li class=${colour}>
    <button type="button" class="tag-name" aria-pressed=${String(isSticky)} title=${gettext("Give this tag to every selection at once")}
      @click=${() => acts.stick(id)}>
      <span class="dot" aria-hidden="true"></span><span>${name}</span> <small>${count || nothing}</small>
    </button>
    ${key ? html`<kbd>${key}</kbd>` : html`<span></span>`}
    <button type="button" class="eye" aria-pressed=${String(isHidden)} @click=${() => acts.hide(id)}
      aria-label=${isHidden ? gettext("Show %(name)s", { name }) : gettext("Hide %(name)s", { name })}>${isHidden ? "○" : "●"}</button>
  </li>`;
}

/** @param {Bench} bench */
function countsOf(bench) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { content } of bench.store.annotations.values()) {
    const id = content.mention ? `${content.layer}/${content.mention.tag}` : content.layer;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Give a passage of the tray as one line.
 * @param {{ words: string, code: string }} passage
 */
export function passageLine({ words, code }) {
  return html`“${shorten(words, 110)}” <small>${code}</small>`;
}
