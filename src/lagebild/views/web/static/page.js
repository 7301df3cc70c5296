// Saves keystrokes; every page works without it.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // Choices take effect at once; without script there is a button.
  for (const field of all("[data-submits]")) {
    field.form.classList.add("submits");
    field.addEventListener("change", () => field.form.requestSubmit());
  }

  // What is being read elsewhere is looked at again, unless somebody is at a field or a button.
  for (const waiting of all("[data-reloads]").slice(0, 1)) {
    const again = () => document.activeElement?.closest("form, main a") ? setTimeout(again, 2000) : location.reload();
    setTimeout(again, 1000 * waiting.dataset.reloads);
  }

  // On a narrow screen the page that is shown may stand far to the right of the list of pages.
  const current = document.querySelector("header.page nav [aria-current]");
  const list = current?.closest("ul");
  if (list) list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;

  // Copy a citation.
  for (const button of all("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = button.closest(".cite").querySelector("textarea");
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.classList.add("copied");
    });
  }

  // Drop a file, or a text, anywhere on the reader.
  for (const form of all("[data-drops]")) {
    const file = form.querySelector("input[type=file]");
    const stop = (event) => event.preventDefault();
    document.addEventListener("dragover", (event) => { stop(event); form.classList.add("over"); });
    document.addEventListener("dragleave", () => form.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      stop(event);
      form.classList.remove("over");
      if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
      else form.querySelector("textarea").value = event.dataTransfer.getData("text/plain");
    });
  }

  // A claim and its trigger light up together.
  for (const trigger of all(".article a.trigger")) {
    const card = document.getElementById(trigger.hash.slice(1));
    if (!card) continue;
    const light = (on) => () => { card.classList.toggle("lit", on); trigger.classList.toggle("lit", on); };
    for (const one of [trigger, card]) {
      one.addEventListener("mouseenter", light(true));
      one.addEventListener("mouseleave", light(false));
    }
  }

  // Keys: j and k walk, Enter opens, what a link or button says in data-key calls it.
  const items = all("[data-item]");
  let at = -1, first = "", until = 0;
  const walk = (by) => {
    if (!items.length) return;
    items[at]?.classList.remove("at");
    at = Math.max(0, Math.min(items.length - 1, at + by));
    items[at].classList.add("at");
    items[at].scrollIntoView({ block: "nearest" });
    (items[at].querySelector("a[href]") ?? items[at]).focus({ preventScroll: true });
  };
  const called = (keys) => all("[data-key]").find((one) => one.dataset.key === keys && one.offsetParent);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (event.key === "Escape") event.target.blur?.();
      return;
    }
    const keys = Date.now() < until ? `${first} ${event.key}` : event.key;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "?") location.assign("/help");
    else if (event.key === "/") location.assign("/search");
    else if (called(keys)) called(keys).click();
    else if (event.key === "g") { first = "g"; until = Date.now() + 1500; return; }
    else return;
    event.preventDefault();
    until = 0;
  });
})();
