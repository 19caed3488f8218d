"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  const words = { N: "Never", S: "Sometimes", A: "Always", U: "Unknown" };

  // el makes an element. What is text stays text: nothing here parses markup.
  function el(name, attrs, ...children) {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attrs || {})) if (v !== undefined && v !== null && v !== false) e.setAttribute(k, v);
    e.append(...children.flat().filter(c => c !== undefined && c !== null && c !== ""));
    return e;
  }

  // breakable is a statement that can be broken between long names: a call of C with a
  // long argument has no other place for that.
  const breakable = text => text.split(/(?<=\w{5}[([])(?=&?\w{5})/).flatMap((part, i) => i ? [el("wbr"), part] : [part]);

  // ---- choices in slots -------------------------------------------------------

  const same = (a, b) => a.every((x, i) => x === b[i]);

  function setting(program, picks, only) {
    return program.slots.map((s, i) => only && !only(i) ? null : s.name + "=" + s.choices[picks[i]]).filter(Boolean).join("  ");
  }

  // barriers is, by choice, what a slot puts into executions.
  const barriers = slot => slot.machine ?? slot.parts;

  // stands is, for each instruction that a scene has in a slot, what stands there
  // with another choice; "" for nothing.
  function stands(slot, was, now) {
    const from = barriers(slot)[was], to = barriers(slot)[now], out = from.map(() => "");
    let at = 0;
    const taken = [];
    for (const t of to) {
      const i = from.indexOf(t, at);
      if (i < 0) break;
      taken.push(i);
      at = i + 1;
    }
    to.forEach((t, k) => { out[taken.length === to.length ? taken[k] : k] = t; });
    return out;
  }

  const number = (program, picks) => picks.reduce((v, c, i) => v * program.slots[i].choices.length + c, 0);

  function picksOf(program, v) {
    const picks = [];
    for (let i = program.slots.length - 1; i >= 0; i--) {
      const n = program.slots[i].choices.length;
      picks[i] = v % n;
      v = Math.floor(v / n);
    }
    return picks;
  }

  // ---- what is chosen ---------------------------------------------------------

  let chosen = null;

  // A choice is all that is shown of a cell, wherever the cell stands.
  function named(i) {
    const c = data.named[i], v = data.variants[c.variant];
    return { named: i, ...c, label: v.name, source: v.source, note: v.note };
  }

  function combination(g, picks) {
    const grid = data.grids[g], program = data.programs[grid.program], v = number(program, picks), shows = grid.shows[v];
    const verdict = words[grid.verdicts[v]];
    return {
      grid: g, v, program: grid.program, model: grid.model, picks, verdict,
      word: verdict + (verdict === "Never" && grid.text ? " (trivial)" : ""),
      text: verdict === "Never" ? grid.text : (grid.texts || {})[v], label: "",
      scene: shows === null || shows < 0 ? -1 : shows, why: shows === null || shows >= 0 ? -1 : -1 - shows,
      border: grid.minimal.includes(v) ? "weakest Never" : grid.maximal.includes(v) ? "strongest Sometimes" : "",
    };
  }

  function address(c) {
    const q = new URLSearchParams(), p = data.programs[c.program];
    if (c.label) q.append("variant", c.label);
    q.append("program", p.name);
    q.append("model", c.model);
    if (!c.label) p.slots.forEach((s, i) => q.append("set", s.name + "=" + s.choices[c.picks[i]]));
    return "#" + q;
  }

  // found is the cell that an address names; a text that says what is not there if there is
  // none.
  function found(hash) {
    const q = new URLSearchParams(hash.slice(1)), program = q.get("program"), model = q.get("model"), variant = q.get("variant");
    const here = "This page has no ";
    if (program === null || model === null) return here + "verdict with the address " + hash + ".";
    const short = data.programs.find(x => x.name === program)?.short;
    if (short === undefined) return here + "program " + program + ".";
    const judged = c => data.programs[c.program].name === program && c.model === model;
    if (variant !== null) {
      if (!data.variants.some(v => v.name === variant)) return here + "variant " + variant + ".";
      const i = data.named.findIndex(c => data.variants[c.variant].name === variant && judged(c));
      return i < 0 ? here + `verdict on ${variant}: ${short} under ${model}.` : named(i);
    }
    const g = data.grids.findIndex(judged);
    if (g < 0) return here + `combinations of ${short} under ${model}.`;
    const p = data.programs[data.grids[g].program], sets = q.getAll("set"), picks = p.slots.map(s => s.choices.findIndex(c => sets.includes(s.name + "=" + c)));
    const lacks = p.slots.findIndex((s, i) => picks[i] < 0);
    if (lacks >= 0) return `The address has no choice that ${p.slots[lacks].name} of ${short} offers.`;
    return combination(g, picks);
  }

  // wide reports whether the two panes stand side by side, as the style sheet decides.
  const wide = () => getComputedStyle(byId("shown")).position === "sticky";

  // choose shows a cell. how.byUser: it is chosen in the page, so it gets an address of its
  // own, and is spoken; how.stay: the table of combinations stays where it is.
  function choose(c, how = {}) {
    if (how.byUser && chosen && address(c) === address(chosen)) { // chosen again: go there
      reach();
      byId("what").focus({ preventScroll: true });
      return;
    }
    const inside = byId("shown").contains(document.activeElement);
    chosen = c;
    byId("lost").hidden = true;
    for (const t of document.querySelectorAll("td[data-named]")) mark(t, +t.dataset.named === c.named);
    const g = data.grids.findIndex(x => x.program === c.program && x.model === c.model);
    if (g >= 0 && !how.stay) {
      if (g !== planeGrid) open(g);
      if (!inPlane(c)) { planePicks = c.picks.slice(); axes(); plane(); }
    }
    for (const t of document.querySelectorAll("td[data-v]")) mark(t, planeGrid === g && +t.dataset.v === number(data.programs[c.program], c.picks));
    show(c);
    byId("shown").scrollTop = 0;
    if (how.byUser) {
      history.pushState({}, "", address(c));
      handled = location.hash;
      byId("live").textContent = spoken(c);
      if (!wide()) reach();
    }
    if (inside || how.byUser && !wide()) byId("what").focus({ preventScroll: true });
  }

  // inPlane reports whether the table of combinations shows a cell.
  function inPlane(c) {
    const grid = data.grids[planeGrid];
    return grid.program === c.program && grid.model === c.model && byId("plane").querySelector(`[data-v="${number(data.programs[c.program], c.picks)}"]`) !== null;
  }

  // reach scrolls to what is shown, and where the panes stand side by side, to its cell.
  function reach() {
    byId("shown").scrollTop = 0;
    if (!wide()) byId("shown").scrollIntoView();
    else document.querySelector("td.verdict[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function mark(cell, on) { cell.setAttribute("aria-selected", on ? "true" : "false"); }

  function spoken(c) {
    const what = c.scene >= 0 ? "An execution is shown." : c.why >= 0 ? "The reason is shown." : c.text || "";
    return `${title(c)}: ${c.word}. ${what}`;
  }

  function title(c) {
    const p = data.programs[c.program];
    return (c.label ? c.label + ": " : "") + p.short + " under " + c.model;
  }

  // ---- grids: one stop for Tab, arrows within ------------------------------------

  function keys(table) {
    const cells = () => [...table.querySelectorAll("td.verdict")];
    const first = cells()[0];
    for (const c of cells()) c.tabIndex = c === first ? 0 : -1;
    const go = c => {
      if (!c) return;
      for (const o of cells()) o.tabIndex = o === c ? 0 : -1;
      c.focus();
    };
    table.addEventListener("focusin", e => {
      const c = e.target.closest("td.verdict");
      if (c) for (const o of cells()) o.tabIndex = o === c ? 0 : -1;
    });
    table.addEventListener("click", e => {
      const c = e.target.closest("td.verdict");
      if (c) { go(c); c.dispatchEvent(new CustomEvent("choose", { bubbles: true })); }
    });
    table.addEventListener("keydown", e => {
      const c = e.target.closest("td.verdict");
      if (!c || e.altKey || e.metaKey) return;
      const row = c.parentElement, rows = [...row.parentElement.rows], at = c.cellIndex, r = rows.indexOf(row);
      const inRow = [...row.cells].filter(x => x.matches(".verdict"));
      const down = step => {
        for (let i = r + step; rows[i]; i += step) if (rows[i].cells[at]?.matches(".verdict")) return rows[i].cells[at];
        return null;
      };
      const k = inRow.indexOf(c);
      let to;
      switch (e.key) {
        case "ArrowLeft": to = inRow[k - 1]; break;
        case "ArrowRight": to = inRow[k + 1]; break;
        case "ArrowUp": to = down(-1); break;
        case "ArrowDown": to = down(1); break;
        case "Home": to = e.ctrlKey ? cells()[0] : inRow[0]; break;
        case "End": to = e.ctrlKey ? cells().at(-1) : inRow.at(-1); break;
        case "Enter": case " ":
          e.preventDefault();
          c.dispatchEvent(new CustomEvent("choose", { bubbles: true }));
          return;
        default: return;
      }
      e.preventDefault();
      go(to);
    });
  }

  // ---- the plane: two slots of a program, the others fixed -------------------------

  const most = 12; // parts of a border that are listed
  let planeGrid = -1, planePicks = [], planeAxes = [];

  function choice(label, values, value, set) {
    const id = "pick-" + choice.n++;
    const s = el("select", { id, "data-label": label }, values.map((v, i) => el("option", { value: i }, v)));
    s.value = value;
    s.addEventListener("change", () => set(+s.value, id));
    return el("div", {}, el("label", { for: id, dir: "auto" }, label), s);
  }

  // axes makes the controls of the plane anew, and keeps the focus where it was.
  function axes() {
    const box = byId("axes"), held = document.activeElement?.dataset?.label;
    const had = box.contains(document.activeElement);
    choice.n = 0;
    const grid = data.grids[planeGrid], p = data.programs[grid.program];
    const redo = f => v => { f(v); axes(); plane(); };
    const make = [];
    if (data.grids.length > 1) {
      make.push(choice("program", data.grids.map(g => data.programs[g.program].short + (models.size > 1 ? " under " + g.model : "")), planeGrid, redo(v => open(v))));
    }
    const names = p.slots.map(s => s.name);
    const axis = (k, label) => choice(label, names, planeAxes[k], redo(v => {
      if (planeAxes[1 - k] === v) planeAxes[1 - k] = planeAxes[k];
      planeAxes[k] = v;
    }));
    if (names.length > 1) make.push(axis(0, "down"), axis(1, "across"));
    p.slots.forEach((s, i) => {
      if (!planeAxes.includes(i)) make.push(choice(s.name, s.choices, planePicks[i], v => { planePicks[i] = v; plane(); }));
    });
    box.replaceChildren(...make);
    if (had) [...box.querySelectorAll("select")].find(s => s.dataset.label === held)?.focus() ?? box.querySelector("select")?.focus();
  }

  const models = new Set(data.grids.map(g => g.model));

  // open takes up the combinations of a program at a border.
  function open(g) {
    planeGrid = g;
    planePicks = data.grids[g].start.slice();
    planeAxes = data.grids[g].axes.slice(0, 2);
  }

  function plane() {
    const grid = data.grids[planeGrid], p = data.programs[grid.program], [down, across] = planeAxes;
    const cell = (i, k) => {
      const picks = planePicks.slice();
      if (down !== undefined) picks[down] = i;
      if (across !== undefined) picks[across] = k;
      const c = combination(planeGrid, picks);
      const cls = "verdict " + c.verdict.toLowerCase() + (c.border === "weakest Never" ? " low" : c.border ? " high" : "");
      const t = el("td", { role: "gridcell", class: cls, "data-v": c.v }, c.word,
        c.border ? el("span", { class: "unseen" }, ", " + c.border) : null);
      mark(t, chosen && chosen.program === grid.program && chosen.model === grid.model && same(chosen.picks, picks));
      return t;
    };
    const rows = down === undefined ? [""] : p.slots[down].choices, cols = across === undefined ? [""] : p.slots[across].choices;
    const head = (attrs, ...x) => el("th", { role: "columnheader", scope: "col", ...attrs }, ...x);
    const table = el("table", { class: "verdicts plane", role: "grid", "aria-label": "Verdicts on " + p.short + " by the choices in two slots" },
      el("thead", {},
        across === undefined ? null : el("tr", { role: "row" }, el("td", { class: "axis" }), head({ colspan: cols.length, class: "axis", scope: "colgroup", dir: "auto" }, p.slots[across].name)),
        el("tr", { role: "row" }, head({ class: "axis", dir: "auto" }, down === undefined ? "" : p.slots[down].name), cols.map(c => head({}, c)))),
      el("tbody", {}, rows.map((r, i) => el("tr", { role: "row" }, el("th", { role: "rowheader", scope: "row" }, r), cols.map((_, k) => cell(i, k))))));
    table.addEventListener("choose", e => choose(combination(planeGrid, picksOf(p, +e.target.dataset.v)), { byUser: true }));
    byId("plane").replaceChildren(table);
    keys(table);
    byId("borders").replaceChildren(el("p", { class: "soft" }, p.short + ": " + grid.counts),
      ...["Impossible from", "Still possible with"].map((name, side) => {
        const all = grid.borders[side];
        if (!all.length) return "";
        return el("div", {}, el("h3", {}, name), el("ul", {}, all.slice(0, most).map(b =>
          el("li", {}, el("a", { href: address(combination(planeGrid, picksOf(p, b.at))), dir: "auto" }, b.text))),
        all.length > most ? el("li", {}, `and ${all.length - most} more`) : null));
      }).filter(Boolean));
  }

  // ---- what a cell shows ------------------------------------------------------

  const shownRels = new Map();
  const visible = r => shownRels.has(r.name) ? shownRels.get(r.name) : !r.full || r.asked;

  function show(c) {
    const p = data.programs[c.program];
    byId("what").replaceChildren(el("span", { dir: "auto" }, title(c)), " ", el("span", { class: "verdict " + c.verdict.toLowerCase() }, c.word));
    byId("choices").textContent = setting(p, c.picks);
    const said = [c.source, c.note, c.border && "On the border: a " + c.border + ".", c.claim && "The study claims " + c.claim + "."];
    byId("origin").replaceChildren(...said.filter(Boolean).map(t => el("p", { class: "soft", dir: "auto" }, t)));
    const from = c.scene >= 0 ? data.scenes[c.scene] : c.why >= 0 ? data.whys[c.why] : null;
    const body = [conclusion(c, p, from), outcome(p)];
    if (c.scene >= 0) body.push(scene(c, p, from));
    if (c.why >= 0) body.push(why(from));
    body.push(code(p, c.picks));
    byId("body").replaceChildren(...body.filter(Boolean));
    current = from;
    rove();
    if (c.scene >= 0) fit();
  }

  // conclusion is what the execution or the cycles come to, before they are shown.
  function conclusion(c, p, from) {
    const said = c.text ? [c.text] : c.scene >= 0 ? from.summary : c.why >= 0 ? [from.extent] : [];
    if (!said.length) return null;
    return el("section", { class: "conclusion", "aria-label": "In short" },
      said.map(s => el("p", { dir: "auto" }, s)),
      from && !same(from.picks, c.picks) ? el("p", { class: "soft" }, origin(c, p, from)) : null);
  }

  // outcome is the condition, part by part.
  function outcome(p) {
    const part = x => el("li", x.cells ? { "data-cell": x.cells[0] } : {}, el("code", { dir: "auto" }, x.text), el("span", { dir: "auto" }, x.says),
      x.parts ? el("ul", {}, x.parts.map(part)) : null);
    return el("section", { class: "outcome", "aria-label": "The outcome" },
      p.outcome ? [el("h3", {}, p.outcome.lead), el("ul", {}, p.outcome.parts.map(part))] : [el("h3", {}, "The condition"), el("p", { class: "code", dir: "auto" }, p.cond)]);
  }

  let current = null; // the scene or reason that is shown

  // origin says for which choices a scene or a reason was found.
  function origin(c, p, from) {
    const differ = i => from.picks[i] !== c.picks[i];
    const theirs = setting(p, from.picks, differ);
    if (c.scene < 0) return `The cycles are those of a weaker variant, with ${theirs}. Stronger barriers close the same cycles.`;
    const grid = data.grids[c.grid];
    const stronger = grid && c.picks.every((k, i) => grid.order[i][k][from.picks[i]]);
    return `The execution was found ${stronger ? "for a stronger variant, " : ""}with ${theirs}, and the sentences above are about those barriers. It was judged again with the barriers shown here: this variant has it, too.`;
  }

  function code(p, picks) {
    const cell = (col, x, i) => {
      const labels = (x.labels || []).map(l => l + ": ").join("");
      const s = p.slots[x.slot], text = statement(p, col + "." + i, picks), machine = x.machine?.[s ? picks[x.slot] : 0];
      return el("li", { "data-cell": col + "." + i, hidden: x.hidden ? "" : null, class: s ? "slot" + (text ? "" : " none") : "" }, breakable(labels + (text || (s ? "—" : " "))),
        s ? el("span", { class: "tag", dir: "auto" }, s.name) : null, machine ? el("span", { class: "machine" }, machine) : null);
    };
    const cols = p.columns.map((c, k) => el("div", {}, el("h4", { dir: "auto" }, c.name, who(c.who)), el("ol", {}, c.code.map((x, i) => cell(k, x, i)))));
    return el("section", { class: "program", "aria-label": "The program" },
      el("h3", {}, "The program"), p.doc ? el("p", { dir: "auto" }, p.doc) : null,
      el("div", { class: "scroll" }, el("div", { class: "columns" }, cols)),
      el("p", { class: "code", dir: "auto" }, p.cond),
      p.endian ? el("p", { class: "soft" }, "The order of bytes in a number: " + p.endian + "-endian.") : null);
  }

  // who is the name that a study gives to a thread, beside the thread's own.
  const who = name => name ? el("span", { class: "who" }, name) : null;

  // inSlot is what a cell has where a scene has an instruction of a slot.
  function inSlot(c, p, sc, event) {
    const [slot, k] = sc.slots[event];
    return { slot: p.slots[slot].name, was: barriers(p.slots[slot])[sc.picks[slot]][k], now: stands(p.slots[slot], sc.picks[slot], c.picks[slot])[k] };
  }

  // statement is what stands in a cell, given the choices of slots.
  function statement(p, at, picks) {
    const [col, i] = at.split(".").map(Number), x = p.columns[col].code[i];
    return x.slot < 0 ? x.text : (x.parts || p.slots[x.slot].parts)[picks[x.slot]].join("; ");
  }

  function scene(c, p, sc) {
    const threads = p.threads;
    const lines = [], last = []; // last: by thread, the cell of the row before
    sc.rows.forEach(r => {
      let { instr, machine } = r;
      if (sc.slots[r.event]) {
        const now = inSlot(c, p, sc, r.event).now;
        if (!now) return;
        if (machine) [instr, machine] = [statement(p, sc.cells[r.event], c.picks), now];
        else instr = now;
      }
      const at = r.event < 0 ? r.cell : sc.cells[r.event], again = machine && last[r.column] === at; // of one statement
      last[r.column] = at;
      const l = el("div", { class: "line" + (r.handler ? " run" : ""), role: "listitem", ...(r.event < 0 ? { "data-cell": r.cell } : { "data-event": r.event }) },
        el("span", { class: "thread" }, (threads[r.column] ?? "") + ": "),
        r.heading ? el("span", { class: "heading", dir: "auto" }, r.heading) : null, instr && again ? el("span", { class: "again" }, breakable(instr)) : instr ? breakable(instr) : null,
        machine ? el("span", { class: "machine" }, machine) : null,
        r.effect ? el("span", { class: "effect", dir: "auto" }, r.effect) : null,
        (r.remarks || []).map(x => el("em", { dir: "auto" }, x)));
      l.style.gridColumn = r.column + 1;
      l.style.gridRow = lines.length + 2;
      lines.push(l);
    });
    const heads = threads.map((t, i) => {
      const h = el("div", { class: "head", "aria-hidden": "true", dir: "auto" }, t, who(p.who[i]));
      h.style.gridColumn = i + 1;
      h.style.gridRow = 1;
      return h;
    });
    const told = el("div", { class: "story-grid" }, heads, el("div", { class: "rows", role: "list", "aria-label": "Steps in the order in which they take effect" }, lines));
    told.style.gridTemplateColumns = `repeat(${threads.length}, minmax(min-content, auto))`;
    return el("div", { class: "pair", "data-threads": threads.length },
      el("section", { "aria-label": "The story" }, el("h3", {}, "An execution, as a story"), el("p", { class: "soft", dir: "auto" }, sc.initial),
        el("div", { class: "scroll" }, told),
        el("p", { class: "code", dir: "auto" }, "Final state: " + sc.final)),
      el("section", { "aria-label": "The drawing" }, el("h3", {}, "The same, drawn"), switches(c, sc), el("div", { class: "drawn", id: "drawn" }, drawing(c, p, sc))));
  }

  // ---- drawings ---------------------------------------------------------------

  // copied is a drawing, with what its text leaves out: titles of edges that follow from
  // their ends, labels, which are the titles, and wide lines for the pointer.
  function copied(i) {
    const svg = document.importNode(byId("drawing-" + i).content.firstElementChild, true);
    const title = event => svg.querySelector(`.fw-node[data-event="${event}"] title`)?.textContent;
    for (const e of svg.querySelectorAll(".fw-edge:not(:has(title))")) {
      const t = document.createElementNS(svg.namespaceURI, "title");
      t.textContent = `${e.dataset.rel}: from ${title(e.dataset.from)} to ${title(e.dataset.to)}`;
      e.prepend(t);
    }
    for (const e of svg.querySelectorAll(".fw-node, .fw-edge")) {
      e.setAttribute("role", "graphics-symbol");
      e.setAttribute("aria-label", e.querySelector("title").textContent);
    }
    svg.style.minWidth = .78 * svg.getAttribute("width") + "px"; // smaller it cannot be read
    for (const e of svg.querySelectorAll(".fw-label")) e.setAttribute("aria-hidden", "true");
    for (const e of svg.querySelectorAll(".fw-edge .fw-line")) {
      const hit = e.cloneNode();
      hit.removeAttribute("stroke-dasharray");
      for (const [k, v] of [["class", "fw-hit"], ["stroke", "transparent"], ["stroke-width", 11]]) hit.setAttribute(k, v);
      e.before(hit);
    }
    return svg;
  }

  const exact = (c, sc) => same(c.picks, sc.picks);
  const needsFull = (c, sc) => exact(c, sc) && sc.rels.some(r => r.full && visible(r));

  function drawing(c, p, sc) {
    const svg = copied(needsFull(c, sc) ? sc.full : sc.drawing), desc = svg.querySelector("desc");
    for (const n of svg.querySelectorAll(".fw-node[data-slot]")) {
      const at = sc.slots[n.dataset.event];
      if (!at) continue;
      const { slot, was, now } = inSlot(c, p, sc, n.dataset.event);
      if (was === now) continue;
      const text = now || "nothing";
      n.querySelector(".fw-ink").textContent = now || "—";
      n.classList.toggle("none", !now);
      n.dataset.changed = "";
      const say = s => s.replace(was + ", in slot " + slot, () => text + ", in slot " + slot);
      n.querySelector("title").textContent = say(n.querySelector("title").textContent);
      n.setAttribute("aria-label", say(n.getAttribute("aria-label")));
      desc.textContent = say(desc.textContent);
    }
    hide(svg, sc);
    return svg;
  }

  // fit puts the two texts of a barrier side by side again where one has changed.
  function fit() {
    for (const n of document.querySelectorAll(".fw-node[data-changed]")) {
      const [a, b] = n.querySelectorAll("text"), band = n.querySelector(".fw-band").getBBox();
      if (!b) continue;
      const wide = a.getComputedTextLength(), other = b.getComputedTextLength(), gap = 8;
      const from = band.x + (band.width - wide - other - gap) / 2;
      a.setAttribute("x", from + wide / 2);
      b.setAttribute("x", from + wide + gap + other / 2);
    }
  }

  function hide(svg, sc) {
    for (const r of sc.rels) {
      for (const e of svg.querySelectorAll("[data-rel]")) if (e.dataset.rel === r.name) e.style.display = visible(r) ? "" : "none";
    }
  }

  function switches(c, sc) {
    const boxes = sc.rels.map(r => {
      const off = r.full && !exact(c, sc);
      const box = el("input", { type: "checkbox", "data-relation": r.name, disabled: off ? "" : false });
      box.checked = visible(r) && !off;
      box.addEventListener("change", () => {
        shownRels.set(r.name, box.checked);
        const old = byId("drawn").firstElementChild;
        if (r.full) { old.replaceWith(drawing(c, data.programs[c.program], sc)); rove(); fit(); } else hide(old, sc);
        byId("live").textContent = r.name + (box.checked ? " is shown" : " is hidden");
      });
      return el("label", { class: off ? "off" : "", title: off ? "depends on the barriers, which are not those that the execution was found with" : r.long }, box, el("b", { dir: "auto" }, r.name), r.long ? " " + r.long : "");
    });
    return el("fieldset", { class: "switch" }, el("legend", {}, "Show"), boxes);
  }

  // ---- reasons ----------------------------------------------------------------

  function why(w) {
    const cycle = (g, i) => {
      const steps = g.steps.map((s, k) => el("li", {},
        el("div", { class: "line", "data-event": s.event, "data-cell": s.cell, "data-rests": (s.rests || []).join(" ") },
          el("span", {}, (s.thread ? s.thread + "  " : "") + s.text), s.effect ? el("span", { class: "effect", dir: "auto" }, s.effect) : null),
        s.rel ? el("div", { class: "says" }, el("b", { dir: "auto" }, s.rel), s.says ? ": " + s.says : "") : null));
      if (!g.open) steps.push(el("li", {}, el("div", { class: "line", "data-event": g.steps[0].event }, (g.steps[0].thread ? g.steps[0].thread + "  " : "") + g.steps[0].text + ", back to the start")));
      return el("section", { class: "cycle", "aria-label": "Cycle " + (i + 1) },
        el("div", {}, el("h3", { dir: "auto" }, `${i + 1}. ${g.who}`), el("p", { class: "soft", dir: "auto" }, `axiom ${g.axiom}` + (g.gloss ? ": " + g.gloss : "")),
          el("ol", { class: "steps" }, steps), (g.others || []).map(o => el("p", { class: "again", dir: "auto" }, "Also " + o + "."))),
        el("div", { class: "drawn" }, copied(g.drawing)));
    };
    const groups = w.groups.map(cycle);
    const bare = w.bare.length === 0 ? null : el("section", { "aria-label": "Cycles without barriers" },
      el("h3", {}, "Cycles without barriers and dependencies"),
      w.bare.map(b => [el("p", { class: "soft", dir: "auto" }, `axiom ${b.axiom}` + (b.gloss ? ": " + b.gloss : "")), el("ul", {}, b.cycles.map(c => el("li", { class: "code", dir: "auto" }, c)))]).flat());
    // Drawings of one page have the same ids within; each gets its own.
    groups.forEach((g, i) => {
      for (const e of g.querySelectorAll("svg, svg [id]")) {
        if (e.id) e.id = `c${i}-${e.id}`;
        for (const a of ["aria-labelledby", "aria-describedby"]) if (e.hasAttribute(a)) e.setAttribute(a, `c${i}-${e.getAttribute(a)}`);
      }
    });
    return el("section", { "aria-label": "The reason" }, el("h3", {}, "The cycles"), groups, bare);
  }

  // ---- what belongs together lights up ------------------------------------------

  function lit(on) {
    for (const e of document.querySelectorAll(".lit")) e.classList.remove("lit");
    if (!on) return;
    const events = new Set(), cells = new Set();
    const cellOf = e => current?.cells ? current.cells[e] : undefined;
    if (on.dataset.from !== undefined) { events.add(on.dataset.from).add(on.dataset.to); on.classList.add("lit"); }
    if (on.dataset.event !== undefined) events.add(on.dataset.event);
    if (on.dataset.cell) {
      cells.add(on.dataset.cell);
      if (on.dataset.event === undefined && current?.cells) for (const [e, at] of Object.entries(current.cells)) if (at === on.dataset.cell) events.add(e);
    }
    if (on.dataset.rests) for (const at of on.dataset.rests.split(" ")) cells.add(at);
    for (const e of byId("body").querySelectorAll("[data-event]")) {
      if (!events.has(e.dataset.event)) continue;
      e.classList.add("lit");
      if (e.dataset.cell) cells.add(e.dataset.cell);
    }
    for (const e of events) if (cellOf(e)) cells.add(cellOf(e));
    for (const e of byId("body").querySelectorAll(".columns [data-cell], .rows [data-cell]")) if (cells.has(e.dataset.cell)) e.classList.add("lit");
  }

  const lights = "[data-from], [data-event], [data-cell]";
  byId("body").addEventListener("pointerover", e => lit(e.target.closest(lights)));
  byId("body").addEventListener("pointerleave", () => lit(null));
  byId("body").addEventListener("focusin", e => lit(e.target.closest(lights)));
  byId("body").addEventListener("focusout", () => lit(null));

  // rove makes one stop for Tab of the edges of a drawing, and of the lines of a story.
  function rove() {
    for (const [box, items] of [[".drawn", ".fw-edge"], [".rows", ".line"], [".steps", ".line"]]) {
      for (const b of byId("body").querySelectorAll(box)) {
        const all = () => [...b.querySelectorAll(items)].filter(e => e.style.display !== "none");
        all().forEach((e, i) => e.setAttribute("tabindex", i ? -1 : 0));
        if (b.dataset.roves) continue;
        b.dataset.roves = "";
        b.addEventListener("keydown", e => {
          const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key], list = all(), at = list.indexOf(document.activeElement);
          if (!step || at < 0) return;
          e.preventDefault();
          const to = list[at + step];
          if (!to) return;
          list[at].setAttribute("tabindex", -1);
          to.setAttribute("tabindex", 0);
          to.focus();
        });
      }
    }
  }

  // back goes to the verdict whose explanation is shown.
  function back() {
    const cell = document.querySelector("td.verdict[aria-selected=true]");
    if (!cell) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: wide() ? "nearest" : "center", inline: "nearest" });
  }
  byId("back").addEventListener("click", back);
  byId("shown").addEventListener("keydown", e => { if (e.key === "Escape") back(); });

  // ---- begin ------------------------------------------------------------------

  for (const t of document.querySelectorAll("table[role=grid]")) {
    keys(t);
    t.addEventListener("choose", e => choose(named(+e.target.dataset.named), { byUser: true }));
  }
  if (data.grids.length) {
    byId("combine").hidden = false;
    open(0);
    axes();
    plane();
  }

  // Without an address the first that is worth a look: a claim that fails, or an execution.
  const first = Math.max(0, [c => c.claim, c => c.scene >= 0].map(f => data.named.findIndex(f)).find(i => i >= 0) ?? 0);
  const preset = () => data.named.length ? named(first) : data.grids.length ? combination(0, planePicks) : null;

  // turn shows what the address names. What it does not name is said, and something is shown.
  let handled;
  function turn(travels) {
    handled = location.hash;
    const to = handled.length > 1 ? found(handled) : preset(), lost = typeof to === "string";
    const shows = lost ? preset() : to;
    byId("shown").hidden = !shows;
    if (!shows) return "";
    choose(shows, { stay: lost || handled.length <= 1 });
    if (lost) {
      byId("lost").textContent = to + " What is shown instead is the verdict on " + title(chosen) + ".";
      byId("lost").hidden = false;
    }
    if (handled.length > 1 && !travels) reach(); // the browser remembers where its history was
    if (!travels) history.replaceState({}, "");
    return lost ? byId("lost").textContent : spoken(chosen);
  }
  turn(false);
  document.documentElement.classList.add("ready");
  if (location.hash.length > 1) reach(); // what is hidden cannot be scrolled to
  for (const kind of ["popstate", "hashchange"]) {
    addEventListener(kind, e => {
      if (location.hash !== handled) byId("live").textContent = turn(kind === "popstate" && e.state !== null);
    });
  }
  performance.mark("shown");
})();
