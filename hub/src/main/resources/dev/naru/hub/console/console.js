// Makes pages more comfortable; every page works without it.
"use strict";

for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(source.textContent);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
}

// On a phone the navigation is one line that scrolls; show the present entry.
const here = document.querySelector("nav.places [aria-current]");
if (here) {
  const line = here.closest("nav");
  line.scrollLeft = here.getBoundingClientRect().left - line.getBoundingClientRect().left - 48;
}

const wrong = document.querySelector("[aria-invalid='true']");
if (wrong) {
  wrong.focus();
}

// A page with live figures reloads them while it is visible. After ten minutes without a touch it
// stops, so that the user's session can end.
const live = document.querySelector("[data-refresh]");
if (live) {
  const longest = 600_000;
  let touched = Date.now();
  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, () => {
      touched = Date.now();
    }, { passive: true });
  }
  const again = () => setTimeout(async () => {
    const left = Date.now() - touched > longest;
    if (!left && !document.hidden && !live.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href, { redirect: "error" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-refresh]");
        if (answer.ok && fresh) {
          live.replaceChildren(...fresh.childNodes);
          live.dataset.refresh = fresh.dataset.refresh;
        }
      } catch {
        // The hub is away, or the session has ended: the old content stays.
      }
    }
    again();
  }, Number(live.dataset.refresh) * 1000);
  again();
}
