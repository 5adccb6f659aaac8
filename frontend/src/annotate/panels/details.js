// The panel about the annotation that is chosen, or about the words that are.

import { html, nothing } from "lit-html";
import { changeCurrent, giveTag, remove, takeWords } from "../deeds.js";
import { gettext, ngettext, shorten } from "../i18n.js";
import { equalPlaces } from "../propagate.js";
import { choice } from "./fields.js";
import { statementDetails } from "./statement.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("../view.js").Acts} Acts
 */

/**
 * Give the panel.
 * @param {Bench} bench
 * @param {Acts} acts
 */
export function details(bench, acts) {
  const shown = bench.find(bench.current);
  if (!shown) return selection(bench, acts);
  const isMine = bench.store.annotations.has(shown.uuid);
  const body = shown.content.statement ? statementDetails(bench, shown, acts) : mention(bench, shown, acts);
  return html`<section class="card" aria-labelledby="details-title">
    ${asked(bench, acts)}
    <p class="quiet">${subtitle(bench, shown)}</p>
    <h2 id="details-title">“${shorten(bench.wordsOf(shown.content), 160)}”</h2>
    ${isMine ? body : suggestion(acts)} ${isMine ? foot(bench, acts) : nothing}
  </section>`;
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 */
function asked(bench, acts) {
  const { ask } = bench;
  if (!ask) return nothing;
  return html`<div class="note">
    <p>${ask.title}.</p>
    <p class="buttons">
      <button type="button" class="go" @click=${() => takeWords(bench)}>${gettext("Take them")} <kbd>↵</kbd></button>
      <button type="button" class="quiet-button" @click=${() => acts.run("leave")}>${gettext("Leave it")} <kbd>Esc</kbd></button>
    </p>
  </div>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function subtitle(bench, { uuid, version, content }) {
  const layer = bench.data.layers.find((one) => one.code === content.layer);
  const item = bench.saver.items.get(uuid);
  const state = item ? gettext("not saved yet") : gettext("version %(version)s", { version });
  const what = content.statement ? gettext("Statement") : gettext("Mention");
  const parts = content.spans.filter((span) => span.role === "body" || span.role === "content").length;
  const pieces = parts > 1 ? ngettext("%(count)s part", "%(count)s parts", parts) : "";
  return [what, layer?.name, pieces, state].filter(Boolean).join(" · ");
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 */
function selection(bench, acts) {
  const { extent } = bench.cursor;
  if (!extent) {
    return html`<section class="card">
      <h2>${gettext("Nothing is chosen")}</h2>
      <p>${gettext("Draw over words, or walk through the text with the arrow keys. Then press the key of a tag.")}</p>
      <p><button type="button" class="quiet-button" @click=${() => acts.run("help")}>${gettext("All keys")} <kbd>?</kbd></button></p>
    </section>`;
  }
  return html`<section class="card" aria-labelledby="details-title">
    <p class="quiet">${gettext("Chosen words")}</p>
    <h2 id="details-title">“${shorten(bench.text.slice(extent.start, extent.end), 160)}”</h2>
    ${bench.data.may.write ? html`<div class="tag-options">${tagButtons(bench, null)} ${statementButton(bench, acts)}</div>` : nothing}
  </section>`;
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 */
function statementButton(bench, acts) {
  if (!bench.statementLayer) return nothing;
  return html`<button type="button" class="tag-button statement" @click=${() => acts.run("statement")}>
    <span class="dot" aria-hidden="true"></span>${bench.statementLayer.name} <kbd>c</kbd>
  </button>`;
}

/**
 * @param {Bench} bench
 * @param {import("../model.js").Mention | null} chosen
 */
function tagButtons(bench, chosen) {
  const { active } = bench;
  const tags = chosen && active ? bench.tags.filter((tag) => tag.layer === active.content.layer) : bench.tags;
  return tags.map(
    (tag) => html`<button
      type="button" class="tag-button ${tag.colour}" aria-pressed=${chosen ? String(chosen.tag === tag.code) : nothing}
      @click=${() => giveTag(bench, tag)}
    >
      <span class="dot" aria-hidden="true"></span>${tag.name}
    </button>`,
  );
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {Acts} acts
 */
function mention(bench, annotation, acts) {
  const { mention: said } = annotation.content;
  if (!said) return nothing;
  const entity = said.entity ? bench.data.entities[said.entity] : null;
  const { write } = bench.data.may;
  const kind = entity && bench.data.choices.entity.find(([code]) => code === entity.kind)?.[1];
  const equal = write ? equalPlaces(bench, annotation).length : 0;
  return html`
    <div class="tag-options" role="group" aria-label=${gettext("Tag")}>${write ? tagButtons(bench, said) : tagName(bench, annotation)}</div>
    <dl class="facts-list">
      <dt>${gettext("Linked to")}</dt>
      <dd>
        ${said.entity ? html`<b>${entity?.label ?? said.entity}</b> <small>${kind}</small>` : html`<span class="quiet">${gettext("nobody yet")}</span>`}
        ${write ? html`<button type="button" class="link-button" @click=${() => acts.run("link")}>${said.entity ? gettext("Change") : gettext("Link")} <kbd>e</kbd></button>` : nothing}
      </dd>
      <dt><label for="certainty">${gettext("Certainty")}</label></dt>
      <dd>${choice(bench, "certainty", "certainty", said.certainty, (code) => {
        changeCurrent(bench, (content) => ({ ...content, mention: { ...said, certainty: code } }), gettext("certainty"));
      })}</dd>
    </dl>
    ${equal ? html`<p><button type="button" class="quiet-button" @click=${() => acts.run("propagate")}>
      ${ngettext("Mark %(count)s equal place", "Mark %(count)s equal places", equal)} <kbd>g</kbd></button></p>` : nothing}
  `;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function tagName(bench, { content }) {
  const tag = bench.tags.find((one) => one.layer === content.layer && one.code === content.mention?.tag);
  return tag?.name ?? content.mention?.tag;
}

/** @param {Acts} acts */
function suggestion(acts) {
  return html`<p class="buttons">
    <button type="button" class="go" @click=${() => acts.run("accept")}>${gettext("Accept")} <kbd>a</kbd></button>
    <button type="button" class="quiet-button" @click=${() => acts.run("reject")}>${gettext("Reject")} <kbd>x</kbd></button>
  </p>`;
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 */
function foot(bench, acts) {
  return html`<p class="acts">
    <button type="button" class="link-button" @click=${() => acts.run("history")}>${gettext("History")}</button>
    <button type="button" class="link-button" @click=${() => acts.run("keep")}>${gettext("Keep in the tray")} <kbd>k</kbd></button>
    ${bench.data.may.write
      ? html`<button type="button" class="link-button" @click=${() => remove(bench)}>${gettext("Delete")} <kbd>Del</kbd></button>`
      : nothing}
  </p>`;
}
