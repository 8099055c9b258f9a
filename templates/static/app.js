// SPDX-License-Identifier: EUPL-1.2
// Extras only: every page works without this file.
(() => {
  "use strict";
  const exit = document.querySelector("[data-exit]");
  const close = document.querySelector("form[data-close]");
  const leave = () => { if (close && (window.top !== window || (exit && exit.form))) { navigator.sendBeacon(close.action, new URLSearchParams(new FormData(close))); } if (exit) { (window.top === window ? location : window.top.location).replace(exit.dataset.exit); } };
  if (exit) { exit.addEventListener("click", (e) => { e.preventDefault(); leave(); }); }
  let presses = [];
  addEventListener("keydown", (e) => {
    if (e.key !== "Escape") { return; }
    presses = presses.filter((t) => e.timeStamp - t < 2000).concat(e.timeStamp);
    if (presses.length >= 3) { leave(); }
  });
  const summary = document.querySelector(".errors");
  if (summary) { summary.focus(); }
  for (const b of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) { continue; }
    b.hidden = false;
    b.addEventListener("click", () => navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent.trim().replace(/\s+/g, " ")));
  }
  const print = document.querySelector("[data-print]");
  if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
  const form = document.querySelector("form[data-autosave]");
  if (!form) { return; }
  const told = form.querySelector("[data-saved]"), beat = form.elements.slag;
  const say = (what) => {
    const text = told && told.dataset[what];
    if (text) { told.textContent = text.replace("{Time}", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })); }
  };
  const typed = () => { const data = new URLSearchParams(new FormData(form)); data.delete("slag"); return data; };
  // A page that sends itself twice counts, so that what was overtaken on the way is no news.
  const count = () => { if (beat) { beat.value = +beat.value + 1; } return beat ? +beat.value : 0; };
  let timer = 0, sent = false, last = typed().toString(), newest = 0;
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };
  const again = () => { last = ""; say("unsaved"); later(8000); };
  const save = () => {
    const data = typed(), text = data.toString();
    if (sent || text === last) { return; }
    const n = newest = count();
    last = text;
    data.set("slag", n);
    data.set("bewaar", "1");
    data.set("stil", "1");
    fetch(form.action, { method: "POST", body: data, keepalive: text.length < 60000 }).then((r) => {
      if (n !== newest) { return; }
      if (r.ok) { say("saved"); } else if (r.status === 401) { say("locked"); } else if (r.status === 422) { say("look"); } else { again(); }
    }).catch(() => { if (n === newest) { again(); } });
  };
  document.addEventListener("input", (e) => { if (e.target.form === form) { later(1500); } }); // fields can stand outside it
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden) { save(); } });
  form.addEventListener("submit", (e) => {
    if (!navigator.onLine) { e.preventDefault(); again(); return; }
    sent = true;
    clearTimeout(timer);
    count();
  });
  addEventListener("pageshow", () => { sent = false; });
})();
