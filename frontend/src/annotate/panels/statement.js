// The panel about a statement: who said it, how, through whom, when, and what it does to which claim.

import { html, nothing } from "lit-html";
import { removeStance } from "../claims.js";
import { changeCurrent, parentOf } from "../deeds.js";
import { gettext, shorten } from "../i18n.js";
import { extentOf, lacks, speakerOf, spansOf } from "../model.js";
import { choice, field } from "./fields.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("../model.js").Statement} Statement
 * @typedef {import("../model.js").Source} Source
 * @typedef {import("../view.js").Acts} Acts
 */

/**
 * Give the panel's part for a statement.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {Acts} acts
 */
export function statementDetails(bench, annotation, acts) {
  const { statement } = annotation.content;
  if (!statement) return nothing;
  const edit = (/** @type {Partial<Statement>} */ part, /** @type {string} */ label) =>
    changeCurrent(bench, (content) => ({ ...content, statement: { ...statement, ...part } }), label);
  return html`
    ${warning(annotation)}
    <dl class="facts-list">
      ${speaker(bench, annotation, acts)} ${relays(bench, annotation, acts)}
      <dt>${gettext("Cue")}</dt>
      <dd data-fact="cue">${cue(bench, annotation)} ${pick(bench, acts, "cue", "q", gettext("Choose"))}</dd>
      <dt><label for="attribution">${gettext("Attribution")}</label></dt>
      <dd>${choice(bench, "attribution", "attribution", statement.attribution, (code) => edit({ attribution: code }, gettext("attribution")), true)}</dd>
      <dt><label for="factuality">${gettext("Held to be")}</label></dt>
      <dd>${choice(bench, "factuality", "factuality", statement.factuality, (code) => edit({ factuality: code }, gettext("factuality")))}</dd>
      <dt><label for="said">${gettext("Said when")}</label></dt>
      <dd>${field(bench, "said", statement.said, gettext("for example 2007-04-19"), (said) => edit({ said }, gettext("date")))}</dd>
      <dt><label for="occasion">${gettext("Occasion")}</label></dt>
      <dd>${field(bench, "occasion", statement.occasion, "", (occasion) => edit({ occasion }, gettext("occasion")))}</dd>
      ${parent(bench, annotation, edit)} ${claims(bench, annotation, acts)}
    </dl>
  `;
}

/** @param {Annotation} annotation */
function warning({ content }) {
  const missing = lacks(content).map((one) => (one === "speaker" ? gettext("who said it") : gettext("the words for it (said, told …)")));
  return missing.length ? html`<p class="note">${gettext("Missing: %(what)s.", { what: missing.join(", ") })}</p>` : nothing;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {Acts} acts
 */
function speaker(bench, { content }, acts) {
  const source = content.statement && speakerOf(content.statement);
  return html`<dt>${gettext("Speaker")}</dt>
    <dd data-fact="speaker">
      ${source ? sourceName(bench, source, content) : html`<span class="quiet">${gettext("nobody yet")}</span>`}
      ${source?.speaks_for ? html`<small>${gettext("for %(name)s", { name: bench.data.entities[source.speaks_for]?.label ?? "" })}</small>` : nothing}
      ${pick(bench, acts, "speaker", "s", source ? gettext("Change") : gettext("Choose"))}
      ${source ? pick(bench, acts, "speaks-for", "f", gettext("Speaks for")) : nothing}
    </dd>
    ${source ? kind(bench, source) : nothing}`;
}

/**
 * @param {Bench} bench
 * @param {Source} source
 */
function kind(bench, source) {
  const take = (/** @type {string} */ code) =>
    changeCurrent(
      bench,
      ({ statement, ...content }) => ({
        ...content,
        statement: statement && {
          ...statement,
          sources: statement.sources.map((one) => (one.role === "speaker" ? { ...one, kind: code } : one)),
        },
      }),
      gettext("kind of source"),
    );
  return html`<dt><label for="source-kind">${gettext("Kind of source")}</label></dt>
    <dd>${choice(bench, "source-kind", "source", source.kind, take, true)}</dd>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {Acts} acts
 */
function relays(bench, { content }, acts) {
  const sources = content.statement?.sources ?? [];
  const found = sources.filter((source) => source.role === "relay");
  const drop = (/** @type {Source} */ relay) =>
    changeCurrent(bench, (now) => ({ ...now, statement: now.statement && { ...now.statement, sources: sources.filter((one) => one !== relay) } }), gettext("relay"));
  return html`<dt>${gettext("Passed on by")}</dt>
    <dd>
      ${found.map((relay) => html`${sourceName(bench, relay, content)} ${bench.data.may.write
        ? html`<button type="button" class="link-button" aria-label=${gettext("Take away this relay")} @click=${() => drop(relay)}>×</button>` : nothing} `)}
      ${pick(bench, acts, "relay", "v", gettext("Add"))}
    </dd>`;
}

/**
 * @param {Bench} bench
 * @param {Source} source
 * @param {import("../model.js").Content} content
 */
function sourceName(bench, source, content) {
  const span = source.span && content.spans.find((one) => one.role === source.span?.[0] && one.order === source.span[1]);
  const printed = span ? bench.text.slice(span.start, span.end) : source.description;
  const label = source.entity ? bench.data.entities[source.entity]?.label : "";
  const kind = bench.data.choices.source.find(([code]) => code === source.kind)?.[1] ?? source.kind;
  return html`<b>${label || printed || kind}</b>${label && printed && label !== printed
    ? html` <small>“${shorten(printed, 40)}”</small>` : nothing}${source.kind !== "named" && (label || printed) ? html` <small>${kind}</small>` : nothing}`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function cue(bench, { content }) {
  const words = spansOf(content, "cue").map((span) => bench.text.slice(span.start, span.end)).join(" … ");
  return words ? html`<b>${words}</b>` : html`<span class="quiet">${gettext("none")}</span>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {(part: Partial<Statement>, label: string) => void} edit
 */
function parent(bench, { uuid, content }, edit) {
  const { statement } = content;
  if (!statement) return nothing;
  const held = bench.find(statement.parent);
  const around = parentOf(bench, extentOf(content), uuid);
  if (!held && !around) return nothing;
  const words = (/** @type {string} */ one) => shorten(bench.wordsOf(/** @type {Annotation} */ (bench.find(one)).content), 50);
  return html`<dt><label for="parent">${gettext("Inside")}</label></dt>
    <dd><select id="parent" ?disabled=${!bench.data.may.write}
      @change=${(/** @type {Event} */ event) => edit({ parent: /** @type {HTMLSelectElement} */ (event.target).value || null }, gettext("nesting"))}>
      <option value="" .selected=${!held}>${gettext("no other statement")}</option>
      ${[...new Set([statement.parent, around])].flatMap((one) => one && bench.find(one)
        ? [html`<option value=${one} .selected=${one === statement.parent}>“${words(one)}”</option>`] : [])}
    </select></dd>`;
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {Acts} acts
 */
function claims(bench, annotation, acts) {
  if (!bench.data.may.claims) return nothing;
  const stances = bench.data.stances[annotation.uuid] ?? [];
  const name = (/** @type {string} */ code) => bench.data.choices.polarity.find(([one]) => one === code)?.[1] ?? code;
  return html`<dt>${gettext("Claims")}</dt>
    <dd>
      <ul class="stances">${stances.map((one) => html`<li>
        <span class="stance ${one.polarity}">${name(one.polarity)}</span> ${one.text}
        ${bench.data.may.judge ? html`<button type="button" class="link-button" aria-label=${gettext("Take away: %(text)s", { text: shorten(one.text) })}
          @click=${() => removeStance(bench, annotation, one.claim)}>×</button>` : nothing}
      </li>`)}</ul>
      ${bench.data.may.judge ? html`<button type="button" class="link-button" @click=${() => acts.run("relate")}>${gettext("Add a claim")} <kbd>r</kbd></button>` : nothing}
    </dd>`;
}

/**
 * @param {Bench} bench
 * @param {Acts} acts
 * @param {string} action
 * @param {string} key
 * @param {string} label
 */
function pick(bench, acts, action, key, label) {
  if (!bench.data.may.write) return nothing;
  return html`<button type="button" class="link-button" @click=${() => acts.run(action)}>${label} <kbd>${key}</kbd></button>`;
}
