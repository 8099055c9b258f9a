// SPDX-License-Identifier: EUPL-1.2
// Keys for who prefers them: every one does what a link or a button of the page does.
(() => {
  "use strict";
  const box = document.getElementById("snel");
  if (!box || !box.showModal) { return; }
  const find = document.getElementById("snel-zoek"), list = document.getElementById("snel-lijst"), on = document.getElementById("snel-aan");
  const kept = (() => { try { return localStorage; } catch { return null; } })(); // some browsers keep nothing
  on.checked = !kept || kept.getItem("toetsen") !== "uit";
  on.addEventListener("change", () => { if (kept) { kept.setItem("toetsen", on.checked ? "aan" : "uit"); } });
  const shown = (e) => e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null;
  const words = (e) => e.textContent.trim().replace(/\s+/g, " ");
  const go = (e) => {
    if (!e) { return; }
    for (let p = e.closest("details"); p; p = p.parentElement && p.parentElement.closest("details")) { p.open = true; }
    e.scrollIntoView({ block: "nearest" });
    e.focus();
  };
  const doing = () => [...document.querySelectorAll("header .nav a, .tabs a, main .jump a, main .casehead button, main .send button, main .row .name a")].filter((e) => words(e));
  const press = (e) => { box.close(); if (e.matches("a, .casehead button")) { e.click(); } else { go(e); } }; // nothing is sent from here
  const fill = () => {
    const text = find.value.trim().toLowerCase();
    list.replaceChildren(...doing().filter((e) => words(e).toLowerCase().includes(text)).slice(0, 12).map((e) => {
      const item = document.createElement("li"), b = document.createElement("button");
      b.type = "button";
      b.className = "link";
      b.textContent = words(e);
      b.addEventListener("click", () => press(e));
      item.append(b);
      return item;
    }));
  };
  find.addEventListener("input", fill);
  find.addEventListener("keydown", (e) => {
    const first = list.querySelector("button");
    if (e.key === "Enter" && first) { e.preventDefault(); first.click(); }
  });
  const open = () => { find.value = ""; fill(); box.showModal(); find.focus(); };
  const step = (by) => {
    const rows = [...document.querySelectorAll(".work .name a, .thread li[id]")].filter(shown);
    const at = rows.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (next && next.localName === "li") { next.tabIndex = -1; }
    go(next);
  };
  const keys = {
    j: () => step(1), k: () => step(-1), "?": open,
    r: () => go(document.getElementById("tekst")), n: () => go(document.getElementById("notitie")), a: () => go(document.getElementById("erbij")),
    s: () => go(document.querySelector("button[name=doe][value=later]")),
    "/": () => { const e = document.getElementById("zoek"); if (e) { go(e); } else { location.assign("/werkplek/zoeken"); } },
  };
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k" && !box.open) { e.preventDefault(); open(); return; }
    const types = e.target.closest("input, textarea, select, [contenteditable]");
    if (!on.checked || box.open || types || e.ctrlKey || e.metaKey || e.altKey || !Object.hasOwn(keys, e.key)) { return; }
    e.preventDefault();
    keys[e.key]();
  });
  const hint = document.getElementById("snel-open");
  if (hint) { hint.hidden = false; hint.addEventListener("click", open); }
})();
