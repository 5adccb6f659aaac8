// A page as the server gives it, in small: two statements (one with a cue), a mention and a date.

export const PAGE = `
<main id="content">
  <h1>A headline</h1>
  <a class="evi" id="date" href="#ev-published" data-lights="ev-published">Published</a>
  <ul>
    <li class="chip person" data-layer="person"><span class="dot"></span>People 1</li>
    <li class="chip" data-layer="boilerplate">Boilerplate, 2 lines</li>
  </ul>
  <article>
    <details class="bp"><summary>1 line</summary><p><span class="ev" id="ev-published" data-of="ev-published">19 April</span></p></details>
    <p>
      <span class="m person" id="m-1" data-of="m-1">The minister</span>
      <span class="part cue" id="t-1-cue-0" data-of="s-1">said</span>
      <span class="st" id="t-1" data-of="s-1">the bridge</span> then
      <span class="st" id="t-1-content-1" data-of="s-1">was <span class="st" id="t-2" data-of="s-2">safe</span></span>
      <a class="ref" id="ref" href="#s-1"></a>
    </p>
  </article>
</main>
<aside class="panel">
  <nav class="tabs"><a href="#statements">Statements</a><a href="#evidence">Evidence</a></nav>
  <section id="statements">
    <ol><li id="s-1" data-statement="s-1">one</li><li id="s-2" data-statement="s-2">two</li></ol>
  </section>
  <section id="evidence"><a class="quote" id="quote" href="#ev-published" data-lights="ev-published">19 April</a></section>
</aside>`;

/** Give what is lit, by id. */
export function lit() {
  return [...document.querySelectorAll("[data-on]")].map((element) => element.id);
}
