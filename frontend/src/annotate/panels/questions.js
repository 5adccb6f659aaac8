// What waits for a decision: two versions of one annotation, or a change that the server refused.

import { html, nothing } from "lit-html";
import { gettext, shorten } from "../i18n.js";
import { speakerOf } from "../model.js";

/**
 * @typedef {import("../bench.js").Bench} Bench
 * @typedef {import("../model.js").Content} Content
 * @typedef {import("../saver.js").Item} Item
 * @typedef {import("../saver.js").Post} Post
 */

/**
 * Give a card for each question; nothing where there is none.
 * @param {Bench} bench
 */
export function questions(bench) {
  const found = bench.saver.questions;
  if (!found.length) return nothing;
  return html`<section class="questions" aria-label=${gettext("Not saved")}>
    ${found.map((one) => (one.state === "conflict" ? conflict(bench, /** @type {Item} */ (one)) : refusal(bench, one)))}
  </section>`;
}

/**
 * @param {Bench} bench
 * @param {Item} item
 */
function conflict(bench, { key, wanted, theirs }) {
  const decide = (/** @type {"mine" | "theirs"} */ whose) => {
    const taken = bench.saver.decide(key, whose);
    if (taken) bench.store.receive(key, taken.content, taken.version);
  };
  return html`<div class="card question">
    <h2>${gettext("Changed elsewhere meanwhile")}</h2>
    <div class="versions">
      <div><h3>${gettext("Yours")}</h3>${told(bench, wanted)}</div>
      <div><h3>${gettext("The other one")}</h3>${told(bench, theirs?.content ?? null)}</div>
    </div>
    <p class="buttons">
      <button type="button" class="go" @click=${() => decide("mine")}>${gettext("Keep yours")}</button>
      <button type="button" class="quiet-button" @click=${() => decide("theirs")}>${gettext("Take the other")}</button>
    </p>
  </div>`;
}

/**
 * @param {Bench} bench
 * @param {Item | Post} one
 */
function refusal(bench, { key, reason, ...rest }) {
  const wanted = "wanted" in rest ? rest.wanted : null;
  const what = "wanted" in rest ? told(bench, wanted ?? bench.store.content(key)) : html`<p>${key.split(" ")[0]}</p>`;
  return html`<div class="card question">
    <h2>${gettext("Not saved")}</h2>
    ${what}
    <p class="errorlist">${reason}</p>
    <p class="buttons">
      <button type="button" class="go" @click=${() => bench.saver.settle(key, "again")}>${gettext("Try again")}</button>
      <button type="button" class="quiet-button" @click=${() => forget(bench, key)}>${gettext("Give it up")}</button>
    </p>
  </div>`;
}

/**
 * Give a refused change up: the page shows again what the server has.
 * @param {Bench} bench
 * @param {string} key
 */
function forget(bench, key) {
  const item = bench.saver.items.get(key);
  const known = bench.saver.known.get(key);
  bench.saver.settle(key, "forget");
  if (!item) return;
  if (!known || known.deleted) bench.store.receive(key, null, 0);
  else bench.dispatchEvent(new Event("refresh"));
}

/**
 * Tell one version in words.
 * @param {Bench} bench
 * @param {Content | null} content
 */
function told(bench, content) {
  if (!content) return html`<p>${gettext("deleted")}</p>`;
  const { mention, statement } = content;
  const label = (/** @type {string | null | undefined} */ uuid) => (uuid ? (bench.data.entities[uuid]?.label ?? uuid) : "");
  const facts = mention
    ? [mention.tag, label(mention.entity), mention.certainty]
    : [statement?.attribution, label(statement && speakerOf(statement)?.entity), statement?.factuality, statement?.said];
  return html`<p>“${shorten(bench.wordsOf(content), 120)}” <small>${facts.filter(Boolean).join(" · ")}</small></p>`;
}
