// What programs suggest, in the order of the text: another way to everything that is drawn dashed.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { gettext, ngettext, shorten } from "../i18n.js";
import { accept, acceptNames, inOrder, reject } from "../suggest.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../model.js").Annotation} Annotation
 */

/**
 * Give the list of open suggestions.
 * @param {Bench} bench
 */
export function suggestions(bench) {
  const open = inOrder(bench.suggestions.values());
  const names = open.filter(({ content }) => content.mention).length;
  return html`<section class="card" aria-labelledby="suggestions-title">
    <h2 id="suggestions-title">${gettext("Suggested by programs")}</h2>
    <p class="quiet">${ngettext("%(count)s is open.", "%(count)s are open.", open.length)}
      <kbd>n</kbd> ${gettext("goes to the next,")} <kbd>a</kbd> ${gettext("accepts,")} <kbd>x</kbd> ${gettext("rejects.")}</p>
    ${names > 1
      ? html`<p><button type="button" class="quiet-button" @click=${() => acceptNames(bench)}>${ngettext("Accept the %(count)s name", "Accept all %(count)s names", names)}</button></p>`
      : nothing}
    <ol class="rows">${repeat(open, (one) => one.uuid, (one) => row(bench, one))}</ol>
  </section>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} suggestion
 */
function row(bench, suggestion) {
  const { uuid, content } = suggestion;
  const words = shorten(bench.wordsOf(content), 90);
  return html`<li class=${bench.colourOf(content.layer, content.mention?.tag ?? null)}>
    <button type="button" class="row" aria-current=${uuid === bench.current ? "true" : nothing} @click=${() => bench.choose(uuid)}>
      <span class="dot" aria-hidden="true"></span>
      <span><span class="said">“${words}”</span> <small>${line(bench, suggestion)}</small></span>
    </button>
    <span class="acts">
      <button type="button" class="link-button" @click=${() => accept(bench, suggestion)} aria-label=${gettext("Accept “%(words)s”", { words })}>${gettext("Accept")}</button>
      <button type="button" class="link-button" @click=${() => reject(bench, suggestion)} aria-label=${gettext("Reject “%(words)s”", { words })}>${gettext("Reject")}</button>
    </span>
  </li>`;
}

/**
 * Give one line on what is suggested, and by whom.
 * @param {Bench} bench
 * @param {Annotation} suggestion
 */
function line(bench, { content, by }) {
  const { mention, statement } = content;
  const label = (/** @type {string | null | undefined} */ entity) => (entity ? (bench.data.entities[entity]?.label ?? "") : "");
  const tag = bench.tags.find((one) => one.layer === content.layer && one.code === mention?.tag);
  const sure = bench.data.choices.certainty.find(([code]) => code === mention?.certainty)?.[1];
  const how = bench.data.choices.attribution.find(([code]) => code === statement?.attribution)?.[1];
  const who = label(mention?.entity) || label(statement?.sources[0]?.entity);
  return [tag?.name ?? how, who, sure && gettext("certainty %(sure)s", { sure }), by].filter(Boolean).join(" · ");
}
