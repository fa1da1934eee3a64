"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const STEP = 100;
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const choices = (select, values) => select.append(...values.map((value) => element("option", { value }, value)));

  const tabs = [...document.querySelectorAll("[role=tab]")];
  const show = (id, focus) => {
    for (const tab of tabs) {
      const chosen = tab.getAttribute("aria-controls") === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
      $(tab.getAttribute("aria-controls")).hidden = !chosen;
    }
  };
  document.querySelector(".tabs").hidden = false;
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => show(tab.getAttribute("aria-controls")));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(tabs[(to + tabs.length) % tabs.length].getAttribute("aria-controls"), true);
    });
  }
  show("map");

  const LABELS = ["Do", "Address", "Declared", "Attribute", "Before", "After", "Id"];
  const found = read("found").map(([id, severity, kind, vendor, subject, text, fix, address, place, attribute, before, after, isNew]) => ({
    id, severity, kind, vendor, subject, text, isNew,
    values: [fix, address || "in no state", place, attribute, before, after, id],
    all: [id, vendor, kind, subject, text, address, attribute].join(" ").toLowerCase(),
  }));
  const list = $("list");
  let listed = STEP;
  // Every second part is to be copied.
  const advice = (parts) => parts.map((part, at) => at % 2 ? element("code", {}, part) : part);
  const card = (item) => {
    const rows = item.values.flatMap((value, at) => value
      ? [element("dt", {}, LABELS[at]), element("dd", {}, ...(at ? [element("code", {}, value)] : advice(value)))] : []);
    const head = element("summary", {}, element("span", { class: `word ${item.severity}` }, item.severity), " ",
      element("code", {}, item.kind), item.isNew ? element("strong", {}, " new") : "",
      ` ${item.vendor ? `${item.vendor}: ` : ""}${item.text}`);
    return element("details", { class: `finding ${item.severity}`, id: `f-${item.id}` }, head, element("dl", {}, ...rows));
  };
  const drawList = () => {
    const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const who = $("who").value.toLowerCase();
    const fits = found.filter((item) =>
      words.every((word) => item.all.includes(word)) && (!who || item.subject.toLowerCase().includes(who)) &&
      (!$("at").value || item.vendor === $("at").value) && (!$("kind").value || item.kind === $("kind").value) &&
      (!$("severity").value || item.severity === $("severity").value));
    list.replaceChildren(...fits.slice(0, listed).map(card));
    $("further").hidden = fits.length <= listed;
    $("count").textContent = `${Math.min(listed, fits.length)} of ${fits.length} shown, ${found.length} in all`;
  };
  if (list) {
    const unique = (name) => [...new Set(found.map((item) => item[name]))].filter(Boolean);
    choices($("at"), unique("vendor").sort());
    choices($("kind"), unique("kind").sort());
    choices($("severity"), unique("severity"));
    $("narrow").addEventListener("input", () => { listed = STEP; drawList(); });
    $("narrow").addEventListener("submit", (event) => event.preventDefault());
    $("further").addEventListener("click", () => {
      const next = listed;
      listed += STEP;
      drawList();
      list.children[next]?.firstElementChild.focus();
    });
    drawList();
  }
  const open = () => {
    const id = location.hash.startsWith("#f-") ? location.hash.slice(3) : "";
    if (!list || !found.some((item) => item.id === id)) return;
    show("findings");
    for (const control of $("narrow").elements) control.value = "";
    $("find").value = id;
    drawList();
    $(`f-${id}`).open = true;
    $(`f-${id}`).firstElementChild.focus();
  };
  addEventListener("hashchange", open);

  const grants = read("grants");
  const body = $("rows");
  if (!body) { open(); return; }
  const [search, vendorChoice, tierChoice, driftOnly, more, status] =
    ["search", "vendor", "tier", "drift", "more", "status"].map($);
  const RANK = { critical: 0, high: 1, normal: 2, low: 3 };
  let shown = STEP;

  const people = new Map();
  for (const [vendor, subject, kind, right, scope, tier, through, address, findings, gone] of grants) {
    const key = kind + "\u0000" + subject.toLowerCase();
    if (!people.has(key)) people.set(key, { subject, kind, grants: [] });
    people.get(key).grants.push({ vendor, right, scope, tier, through, address, findings, gone });
  }
  const vendors = [...new Set(grants.map((grant) => grant[0]))].sort();
  const everybody = [...people.values()];
  for (const person of everybody) {
    person.grants.sort((a, b) => RANK[a.tier] - RANK[b.tier] || a.right.localeCompare(b.right));
    person.drift = person.grants.some((grant) => grant.findings.length > 0);
    person.text = [person.subject, ...person.grants.map((g) => `${g.right} ${g.scope} ${g.address}`)].join(" ").toLowerCase();
    person.rank = Math.min(...person.grants.map((grant) => RANK[grant.tier] + (grant.gone ? 4 : 0)));
  }
  everybody.sort((a, b) => b.drift - a.drift || a.rank - b.rank || a.subject.localeCompare(b.subject));

  const chip = (grant) => {
    const where = grant.scope ? element("small", {}, ` on ${grant.scope}`) : "";
    const said = `${grant.tier} access through ${grant.through}; ${grant.address || "in no state"}`;
    const name = grant.gone ? element("s", { "aria-label": `no longer: ${grant.right}` }, grant.right) : grant.right;
    const item = element("li", { class: `chip ${grant.tier}${grant.address || grant.gone ? "" : " loose"}`, title: grant.gone ? `no longer: ${said}` : said }, name, where);
    grant.findings.forEach((id, index) => {
      item.append(" ", element("a", { href: `#f-${id}`, "aria-label": `finding ${id} about ${grant.right}` }, index ? "▲" : "▲ drift"));
    });
    return item;
  };
  const row = (person) => {
    const cells = vendors.map((vendor) => {
      const mine = person.grants.filter((grant) => grant.vendor === vendor);
      return element("td", { "data-name": vendor }, mine.length ? element("ul", { class: "chips" }, ...mine.map(chip)) : "");
    });
    const name = person.kind === "user" ? person.subject : `${person.subject} (${person.kind})`;
    const made = element("tr", { class: person.drift ? "drift" : "", tabindex: "-1" }, element("th", { scope: "row" }, name), ...cells);
    return made;
  };
  const matches = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return everybody.filter((person) =>
      words.every((word) => person.text.includes(word)) &&
      (!driftOnly.checked || person.drift) &&
      (!vendorChoice.value || person.grants.some((grant) => grant.vendor === vendorChoice.value)) &&
      (!tierChoice.value || person.grants.some((grant) => !grant.gone && grant.tier === tierChoice.value)));
  };
  const draw = () => {
    const found = matches();
    body.replaceChildren(...found.slice(0, shown).map(row));
    if (body.firstElementChild) body.firstElementChild.tabIndex = 0;
    more.hidden = found.length <= shown;
    status.textContent = `${Math.min(shown, found.length)} of ${found.length} shown, ${everybody.length} in all`;
  };
  document.getElementById("heads").append(...vendors.map((vendor) => element("th", { scope: "col" }, vendor)));
  choices(vendorChoice, vendors);
  for (const control of [search, vendorChoice, tierChoice, driftOnly]) {
    control.addEventListener("input", () => { shown = STEP; draw(); });
  }
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const next = shown;
    shown += STEP;
    draw();
    body.children[next]?.focus();
  });
  body.addEventListener("keydown", (event) => {
    const here = event.target.closest("tr");
    const steps = { ArrowDown: here?.nextElementSibling, ArrowUp: here?.previousElementSibling, Home: body.firstElementChild, End: body.lastElementChild };
    const next = event.target === here ? steps[event.key] : null;
    if (!next) return;
    event.preventDefault();
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.tagName)) {
      event.preventDefault();
      ($("map").hidden ? $("find") : search).focus();
    }
  });
  addEventListener("beforeprint", () => { shown = listed = Infinity; draw(); if (list) drawList(); });
  draw();
  open();
})();
