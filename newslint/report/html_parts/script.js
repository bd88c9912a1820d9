"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const SEVERITIES = ["info", "warning", "error"];

  root.classList.add("js");
  for (const element of $$(".scripted")) element.hidden = false;

  // Dark or light: as the system says, until the switch is used.

  const theme = $("#theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  function setTheme(name) {
    if (name === "dark" || name === "light") root.dataset.theme = name;
    else delete root.dataset.theme;
    theme.textContent = isDark() ? "Light" : "Dark";
  }

  // The table of files is sorted by the column whose title is clicked.

  const table = $("table.files");

  function sort(title) {
    const column = title.cellIndex;
    const upward = title.getAttribute("aria-sort") !== "ascending";
    for (const other of $$("[aria-sort]", table)) other.removeAttribute("aria-sort");
    title.setAttribute("aria-sort", upward ? "ascending" : "descending");
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const compare = (a, b) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      return (upward ? 1 : -1) * (column ? a - b : a < b ? -1 : a > b ? 1 : 0);
    };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => compare(value(a), value(b))));
  }

  // Findings, and the marks that they have in the texts.

  const form = $("#filters");
  const panel = $("#panel");
  const sections = $$("section.file").map((section) => ({ section, file: section.dataset.file, findings: [] }));
  const findings = [];
  const byNumber = new Map();
  for (const owner of sections) {
    for (const item of $$("li.finding", owner.section)) {
      const { code, category, severity, confidence } = item.dataset;
      const suppressed = item.classList.contains("suppressed");
      const begin = document.getElementById($(".kind a", item).hash.slice(1));
      const finding = { item, code, category, severity, confidence: Number(confidence), suppressed, file: owner.file, begin, marks: [], shown: true };
      byNumber.set(item.dataset.number, finding);
      owner.findings.push(finding);
      findings.push(finding);
    }
  }
  const onMark = new Map();
  for (const mark of $$("mark")) {
    const here = mark.dataset.findings.split(" ").map((number) => byNumber.get(number));
    onMark.set(mark, here);
    for (const finding of here) finding.marks.push(mark);
  }

  function textOf(finding) {
    finding.text ??= [
      ...$$(".code, .name, .message, .suggestions strong", finding.item).map((element) => element.textContent),
      finding.marks.map((mark) => mark.textContent).join(""),
    ].join("\n").toLowerCase();
    return finding.text;
  }

  // What the filters say, kept in the address so that a view can be linked.

  const KEYS = ["severity", "category", "code", "file", "confidence", "text", "suppressed", "theme"];
  const field = (name) => form.elements[name];

  function wanted() {
    return {
      text: field("text").value.trim().toLowerCase(),
      severities: $$("[name=severity]:checked", form).map((box) => box.value),
      category: field("category").value,
      code: field("code").value,
      file: field("file").value,
      confidence: Number(field("confidence").value),
      suppressed: Boolean(field("suppressed")?.checked),
    };
  }

  function writeAddress(want) {
    const state = new URLSearchParams();
    if (want.severities.length < SEVERITIES.length) state.set("severity", want.severities.join(","));
    for (const key of ["category", "code", "file", "text", "confidence"]) if (want[key]) state.set(key, want[key]);
    if (field("suppressed") && want.suppressed !== field("suppressed").defaultChecked) state.set("suppressed", Number(want.suppressed));
    if (root.dataset.theme) state.set("theme", root.dataset.theme);
    try {
      history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    } catch {
      // Some viewers of mail give a page no address of its own.
    }
  }

  function readAddress() {
    const state = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !KEYS.some((key) => state.has(key))) return false;
    form.reset();
    const severities = state.has("severity") ? state.get("severity").split(",") : SEVERITIES;
    for (const box of $$("[name=severity]", form)) box.checked = severities.includes(box.value);
    for (const key of ["category", "code", "file", "text", "confidence"]) if (state.has(key)) field(key).value = state.get(key);
    if (field("suppressed") && state.has("suppressed")) field("suppressed").checked = state.get("suppressed") === "1";
    setTheme(state.get("theme"));
    return true;
  }

  // Showing what is wanted.

  function isWanted(finding, want) {
    return (
      want.severities.includes(finding.severity) &&
      (want.suppressed || !finding.suppressed) &&
      (!want.category || finding.category === want.category) &&
      (!want.code || finding.code === want.code) &&
      (!want.file || finding.file === want.file) &&
      finding.confidence >= want.confidence / 100 &&
      (!want.text || textOf(finding).includes(want.text))
    );
  }

  function apply() {
    const want = wanted();
    const changed = new Set();
    for (const finding of findings) {
      const shown = isWanted(finding, want);
      if (shown === finding.shown) continue;
      finding.shown = shown;
      finding.item.hidden = !shown;
      for (const mark of finding.marks) changed.add(mark);
    }
    for (const mark of changed) paint(mark);
    for (const { section, findings } of sections) section.hidden = !findings.some((finding) => finding.shown);
    const shown = findings.filter((finding) => finding.shown).length;
    const all = findings.filter((finding) => want.suppressed || !finding.suppressed).length;
    $("#count").value = `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} ${all === 1 ? "finding" : "findings"}`;
    $("#least").value = `${want.confidence}%`;
    hide();
    writeAddress(want);
  }

  function paint(mark) {
    const shown = onMark.get(mark).filter((finding) => finding.shown);
    const told = shown.filter((finding) => !finding.suppressed).map((finding) => SEVERITIES.indexOf(finding.severity));
    mark.className = shown.length ? (told.length ? SEVERITIES[Math.max(...told)] : "suppressed") : "off";
    mark.classList.toggle("several", shown.length > 1);
    const link = $("a", mark);
    if (link) link.tabIndex = shown.some((finding) => finding.begin === mark) ? 0 : -1;
  }

  // The panel with all about the findings on a mark.

  let current = null;
  let shownMark = null;
  let pinned = false;
  let timer = 0;

  function show(mark, first) {
    const here = onMark.get(mark).filter((finding) => finding.shown);
    if (!here.length) return;
    hide();
    current = first ?? here.find((finding) => finding.begin === mark) ?? here[0];
    shownMark = mark;
    const close = document.createElement("button");
    close.type = "button";
    close.id = "close";
    close.textContent = "\u00d7";
    close.setAttribute("aria-label", "Close");
    panel.replaceChildren(close, card(current), ...here.filter((finding) => finding !== current).map(card));
    panel.hidden = false;
    panel.scrollTop = 0;
    current.item.classList.add("current");
    for (const part of current.marks) part.classList.add("current");
    $("a", mark)?.setAttribute("aria-describedby", "panel");
    const list = current.item.parentElement;
    if (list.scrollHeight > list.clientHeight) list.scrollTop = current.item.offsetTop - list.offsetTop - list.clientHeight / 3;
    place();
  }

  function hide() {
    clearTimeout(timer);
    if (!shownMark) return;
    panel.hidden = true;
    pinned = false;
    $("a", shownMark)?.removeAttribute("aria-describedby");
    current.item.classList.remove("current");
    for (const part of current.marks) part.classList.remove("current");
    shownMark = null;
  }

  function card(finding) {
    const article = document.createElement("article");
    article.className = finding.item.className;
    article.dataset.number = finding.item.dataset.number;
    article.append(...[...finding.item.children].map((part) => part.cloneNode(true)));
    const why = document.createElement("p");
    why.className = "why";
    why.dir = "auto";
    why.textContent = $(".why", document.getElementById(`rule-${finding.code}`)).textContent;
    $(".message", article).after(why);
    return article;
  }

  function place() {
    if (!shownMark) return;
    const boxes = [...shownMark.getClientRects()];
    const [box] = boxes;
    if (!box) return;
    const isShort = boxes.at(-1).bottom - box.top < innerHeight / 4;
    const under = box.top < innerHeight / 2;
    panel.style.top = `${under ? (isShort ? boxes.at(-1) : box).bottom + 8 : box.top - 8 - panel.offsetHeight}px`;
    panel.style.left = `${Math.max(12, Math.min(box.left, root.clientWidth - panel.offsetWidth - 12))}px`;
  }

  function go(finding) {
    const { begin } = finding;
    begin.scrollIntoView();
    $("a", begin).focus({ preventScroll: true });
    show(begin, finding);
    pinned = true;
  }

  function step(by) {
    const shown = findings.filter((finding) => finding.shown);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    go(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
  }

  // Events. All of them are listened to in one place.

  const markAt = (event) => event.target.closest?.("mark");

  function onClick(event) {
    const { target } = event;
    const title = target.closest("table.files thead th");
    const mark = markAt(event);
    const link = target.closest("li.finding .kind a, #panel .kind a");
    if (title && target.closest("button")) sort(title);
    else if (target === theme) {
      setTheme(isDark() ? "light" : "dark");
      if (form) writeAddress(wanted());
    } else if (mark) {
      event.preventDefault();
      if (!getSelection().isCollapsed) return;
      show(mark);
      pinned = !panel.hidden;
    } else if (link) {
      event.preventDefault();
      go(byNumber.get(link.closest("li, article").dataset.number));
    } else if (target.id === "next") step(1);
    else if (target.id === "previous") step(-1);
    else if (target.id === "more") target.setAttribute("aria-expanded", $("#selects").classList.toggle("open"));
    else if (target.id === "close" || !target.closest("#panel")) hide();
  }

  function onKey(event) {
    if (event.key === "Escape") return hide();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("[type=search], select")) return;
    const action = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), "/": () => field("text").focus() }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  function onAddress() {
    if (readAddress()) {
      apply();
      $("#findings").scrollIntoView();
    } else goTo(location.hash.slice(1));
  }

  function goTo(place) {
    const target = document.getElementById(place);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    target.scrollIntoView();
    const finding = byNumber.get(target.dataset.number);
    if (finding) go(finding);
  }

  addEventListener("click", onClick);
  setTheme();
  if (!form) return;
  addEventListener("keydown", onKey);
  addEventListener("hashchange", onAddress);
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    step(1);
  });
  addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark) {
      if (mark !== shownMark) show(mark);
      pinned = true;
    } else if (!event.target.closest("#panel")) hide();
  });
  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const mark = markAt(event);
    if (mark === shownMark || event.target.closest?.("#panel")) clearTimeout(timer);
    if (!mark || mark === shownMark) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(mark), 120);
  });
  addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  });
  const asked = location.hash.slice(1);
  const isState = readAddress();
  apply();
  if (!isState) goTo(asked);
})();
