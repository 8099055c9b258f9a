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
  const form = document.querySelector("form[data-autosave]");
  if (!form) { return; }
  const told = form.querySelector("[data-saved]");
  let timer = 0, sent = false, last = new URLSearchParams(new FormData(form)).toString();
  const save = () => {
    const data = new URLSearchParams(new FormData(form));
    if (sent || data.toString() === last) { return; }
    last = data.toString();
    data.set("bewaar", "1");
    data.set("stil", "1");
    fetch(form.action, { method: "POST", body: data, keepalive: last.length < 60000 }).then((r) => {
      if (r.ok && told) { told.textContent = told.dataset.saved; }
      const rev = r.headers.get("X-Stand"), at = form.querySelector("[name=stand]");
      if (rev && at) { at.value = rev; last = new URLSearchParams(new FormData(form)).toString(); }
    }).catch(() => {});
  };
  document.addEventListener("input", (e) => { if (e.target.form === form) { clearTimeout(timer); timer = setTimeout(save, 1500); } }); // fields can stand outside it
  document.addEventListener("visibilitychange", () => { if (document.hidden) { save(); } });
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  addEventListener("pageshow", () => { sent = false; });
})();
