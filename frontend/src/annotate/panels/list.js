// All that is in the set, in the order of the text: another way to everything, for those who don't see the text.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { gettext, ngettext, shorten } from "../i18n.js";
import { lacks, speakerOf } from "../model.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("../view.js").Acts} Acts
 * @typedef {"all" | "statements" | "incomplete" | "deleted"} Filter
 */

/** @type {Record<Filter, (bench: Bench, annotation: Annotation) => boolean>} */
const FILTERS = {
  all: () => true,
  statements: (_bench, { content }) => content.statement !== null,
  incomplete: (bench, annotation) => flaw(bench, annotation) !== "",
  deleted: () => false,
};

/**
 * Give the list.
 * @param {Bench} bench
 * @param {Acts} acts
 * @param {{ filter: Filter, choose: (filter: Filter) => void }} state
 */
export function list(bench, acts, { filter, choose }) {
  const names = {
    all: gettext("All"), statements: gettext("Statements"), incomplete: gettext("Incomplete"), deleted: gettext("Deleted"),
  };
  const rows = bench.store.inOrder().filter((annotation) => FILTERS[filter](bench, annotation));
  return html`<section class="card" aria-labelledby="list-title">
    <h2 id="list-title">${gettext("In this set")}</h2>
    <p class="filters" role="group" aria-label=${gettext("Show")}>
      ${Object.entries(names).map(([code, name]) => html`<button type="button" class="chip" aria-pressed=${String(filter === code)}
        @click=${() => choose(/** @type {Filter} */ (code))}>${name}</button>`)}
    </p>
    ${filter === "deleted" ? deleted(bench, acts) : shown(bench, rows)}
  </section>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation[]} rows
 */
function shown(bench, rows) {
  if (!rows.length) return html`<p class="quiet">${gettext("Nothing here.")}</p>`;
  return html`<p class="quiet">${ngettext("%(count)s annotation", "%(count)s annotations", rows.length)}</p>
    <ol class="rows">${repeat(rows, (one) => one.uuid, (one) => row(bench, one))}</ol>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function row(bench, annotation) {
  const { uuid, content } = annotation;
  const missing = flaw(bench, annotation);
  return html`<li class=${bench.colourOf(content.layer, content.mention?.tag ?? null)}>
    <button type="button" class="row" aria-current=${uuid === bench.current ? "true" : nothing} @click=${() => bench.choose(uuid)}>
      <span class="dot" aria-hidden="true"></span>
      <span><span class="said">“${shorten(bench.wordsOf(content), 90)}”</span>
      <small>${line(bench, annotation)}</small>
      ${missing ? html`<small class="flaw">${missing}</small>` : nothing}
      ${bench.saver.items.has(uuid) ? html`<small class="flaw">${gettext("not saved yet")}</small>` : nothing}</span>
    </button>
  </li>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function line(bench, { uuid, content }) {
  const { mention, statement } = content;
  const label = (/** @type {string | null | undefined} */ entity) => (entity ? (bench.data.entities[entity]?.label ?? "") : "");
  if (mention) {
    const tag = bench.tags.find((one) => one.layer === content.layer && one.code === mention.tag);
    return [tag?.name ?? mention.tag, label(mention.entity)].filter(Boolean).join(" · ");
  }
  const speaker = statement && speakerOf(statement);
  const span = speaker?.span && content.spans.find((one) => one.role === speaker.span?.[0] && one.order === speaker.span[1]);
  const who = label(speaker?.entity) || speaker?.description || (span ? bench.text.slice(span.start, span.end) : "");
  const how = bench.data.choices.attribution.find(([code]) => code === statement?.attribution)?.[1] ?? "";
  const claims = bench.data.stances[uuid]?.length ?? 0;
  return [how, who, claims ? ngettext("%(count)s claim", "%(count)s claims", claims) : ""].filter(Boolean).join(" · ");
}

/**
 * Give what an annotation still lacks, in words; "" for nothing.
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function flaw(bench, { content }) {
  if (content.mention) return content.mention.entity ? "" : gettext("not linked");
  const missing = lacks(content).map((one) => (one === "speaker" ? gettext("no speaker") : gettext("no cue")));
  return missing.join(", ");
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 */
function deleted(bench, acts) {
  const rows = bench.data.deleted.filter(({ uuid }) => !bench.store.annotations.has(uuid));
  if (!rows.length) return html`<p class="quiet">${gettext("Nothing was deleted before this visit. Ctrl+Z brings back what you delete now.")}</p>`;
  return html`<ul class="rows">${rows.map((one) => html`<li>
    <span class="said">“${shorten(bench.wordsOf(one.content), 90)}”</span>
    ${bench.data.may.write ? html`<button type="button" class="link-button" @click=${() => acts.restore(one)}>${gettext("Restore")}</button>` : nothing}
  </li>`)}</ul>`;
}
