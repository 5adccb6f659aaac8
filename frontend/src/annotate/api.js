// Calls of the server: with the session's cookie and its CSRF token, and with an answer whatever goes wrong.

/**
 * @typedef {{
 *   outcome: "done" | "again" | "session" | "stale" | "gone" | "refused", status: number, data: any, version: number,
 *   after: number
 * }} Answer
 *   again: try later, `after` seconds from now if that is not 0; session: somebody has to log in; stale: another version
 *   is there, `data.current` is it
 */

const TAG = /"([1-9]\d*)-[0-9a-f]+"/;
const PATIENCE = 30_000;

/**
 * Ask the server for something, and never throw.
 * @param {string} method
 * @param {string} url
 * @param {{ body?: unknown, version?: number, signal?: AbortSignal }} [what] `version` becomes If-Match
 * @returns {Promise<Answer>}
 */
export async function call(method, url, { body, version, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version) headers["If-Match"] = `"${version}-0"`;
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "same-origin",
      redirect: "manual",
      signal: signal ?? AbortSignal.timeout(PATIENCE),
    });
    return await read(response);
  } catch {
    return { outcome: "again", status: 0, data: null, version: 0, after: 0 };
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function read(response) {
  const isJson = /\bjson\b/.test(response.headers.get("Content-Type") ?? "");
  const data = isJson ? await response.json() : null;
  const version = Number(TAG.exec(response.headers.get("ETag") ?? "")?.[1] ?? 0);
  const after = Number(response.headers.get("Retry-After")) || 0;
  return { outcome: outcomeOf(response, data), status: response.status, data, version, after };
}

/**
 * @param {Response} response
 * @param {any} data
 * @returns {Answer["outcome"]}
 */
function outcomeOf(response, data) {
  const { status } = response;
  if (response.ok) return "done";
  if (response.type === "opaqueredirect" || status === 401 || (status === 403 && /^CSRF/.test(data?.detail ?? ""))) return "session";
  if (status === 412 || status === 428) return "stale";
  if (status === 404 || status === 410) return "gone";
  if (status === 429 || status >= 500) return "again";
  return "refused";
}

function csrfToken() {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
