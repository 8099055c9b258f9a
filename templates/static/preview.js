// SPDX-License-Identifier: EUPL-1.2
// Shows anew what was changed, where the writer is. Without this file the page
// works too: choose and press the button.
(() => {
  "use strict";
  const frame = document.getElementById("proef"), notes = document.getElementById("meldingen"), form = document.getElementById("keuze");
  let version = document.body.dataset.version, at = 0;
  form.addEventListener("change", () => form.requestSubmit());
  // What lint says of a question stands at the question too.
  const place = () => {
    const page = frame.contentDocument, said = notes.contentDocument;
    if (!page || !said) { return; }
    page.querySelectorAll("[data-lint]").forEach((old) => old.remove());
    for (const one of said.querySelectorAll("[data-vraag]")) {
      const field = page.getElementById("v-" + one.dataset.vraag);
      if (!field) { continue; }
      const note = page.createElement("p");
      note.className = one.className === "error" ? "note bad" : "note warn";
      note.dataset.lint = one.dataset.vraag;
      note.textContent = [".lint", ".todo", "small"].map((part) => one.querySelector(part)?.textContent || "").join(" ");
      (field.closest(".field") || field).before(note);
    }
  };
  frame.addEventListener("load", () => { frame.contentWindow.scrollTo(0, at); at = 0; place(); });
  notes.addEventListener("load", () => {
    const page = notes.contentDocument;
    if (page && page.body) { notes.style.blockSize = Math.min(page.body.scrollHeight + 4, 220) + "px"; }
    place();
  });
  // What was typed is kept before the page is shown anew.
  const keep = async () => {
    const filled = frame.contentDocument && frame.contentDocument.querySelector("form[data-autosave]");
    if (!filled) { return; }
    const data = new URLSearchParams(new FormData(filled));
    data.set("stil", "1");
    await fetch(filled.action, { method: "POST", body: data }).catch(() => {});
  };
  new EventSource(document.body.dataset.news).addEventListener("message", async (e) => {
    if (e.data === version) { return; }
    version = e.data;
    await keep();
    const w = frame.contentWindow;
    at = w.scrollY;
    // First the page, then what lint says of it, which takes longer.
    frame.addEventListener("load", () => notes.contentWindow.location.replace(notes.getAttribute("src")), { once: true });
    if (frame.dataset.anew) { w.location.replace(frame.getAttribute("src")); } else { w.location.replace(w.location.pathname + w.location.search); }
  });
})();
