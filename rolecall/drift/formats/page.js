"use strict";
(() => {
  const grants = JSON.parse(document.getElementById("grants").textContent);
  const body = document.getElementById("rows");
  if (!body) return;
  const search = document.getElementById("search");
  const vendorChoice = document.getElementById("vendor");
  const tierChoice = document.getElementById("tier");
  const driftOnly = document.getElementById("drift");
  const more = document.getElementById("more");
  const status = document.getElementById("status");
  const STEP = 100;
  const RANK = { critical: 0, high: 1, normal: 2, low: 3 };
  let shown = STEP;

  const people = new Map();
  for (const [vendor, subject, kind, right, scope, tier, through, address, findings] of grants) {
    const key = kind + "\u0000" + subject.toLowerCase();
    if (!people.has(key)) people.set(key, { subject, kind, grants: [] });
    people.get(key).grants.push({ vendor, right, scope, tier, through, address, findings });
  }
  const vendors = [...new Set(grants.map((grant) => grant[0]))].sort();
  const everybody = [...people.values()];
  for (const person of everybody) {
    person.grants.sort((a, b) => RANK[a.tier] - RANK[b.tier] || a.right.localeCompare(b.right));
    person.drift = person.grants.some((grant) => grant.findings.length > 0);
    person.text = [person.subject, ...person.grants.map((g) => `${g.right} ${g.scope} ${g.address}`)].join(" ").toLowerCase();
    person.rank = Math.min(...person.grants.map((grant) => RANK[grant.tier]));
  }
  everybody.sort((a, b) => b.drift - a.drift || a.rank - b.rank || a.subject.localeCompare(b.subject));

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const chip = (grant) => {
    const where = grant.scope ? element("small", {}, ` on ${grant.scope}`) : "";
    const said = `${grant.tier} access through ${grant.through}; ${grant.address || "in no state"}`;
    const item = element("li", { class: `chip ${grant.tier}${grant.address ? "" : " loose"}`, title: said }, grant.right, where);
    grant.findings.forEach((id, index) => {
      item.append(" ", element("a", { href: `#f-${id}`, "aria-label": `finding ${id} about ${grant.right}` }, index ? "▲" : "▲ drift"));
    });
    return item;
  };
  const row = (person) => {
    const cells = vendors.map((vendor) => {
      const mine = person.grants.filter((grant) => grant.vendor === vendor);
      return element("td", {}, mine.length ? element("ul", { class: "chips" }, ...mine.map(chip)) : "");
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
      (!tierChoice.value || person.grants.some((grant) => grant.tier === tierChoice.value)));
  };
  const draw = () => {
    const found = matches();
    body.replaceChildren(...found.slice(0, shown).map(row));
    if (body.firstElementChild) body.firstElementChild.tabIndex = 0;
    more.hidden = found.length <= shown;
    status.textContent = `${Math.min(shown, found.length)} of ${found.length} shown, ${everybody.length} in all`;
  };
  document.getElementById("heads").append(...vendors.map((vendor) => element("th", { scope: "col" }, vendor)));
  vendorChoice.append(...vendors.map((vendor) => element("option", { value: vendor }, vendor)));
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
      search.focus();
    }
  });
  const open = () => {
    const target = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
    if (target) { target.open = true; target.firstElementChild.focus(); }
  };
  addEventListener("hashchange", open);
  draw();
  open();
})();
