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

const wrong = document.querySelector("[aria-invalid='true']");
if (wrong) {
  wrong.focus();
}

// A page that shows what is going on fetches itself again while somebody looks at it.
const live = document.querySelector("[data-refresh]");
if (live) {
  setInterval(async () => {
    if (document.hidden || live.contains(document.activeElement)) {
      return;
    }
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-refresh]");
      if (answer.ok && fresh) {
        live.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The hub is away, or the session has ended: what is there stays.
    }
  }, Number(live.dataset.refresh) * 1000);
}
