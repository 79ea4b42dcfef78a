// Downloads a large CSV, shows how many rows have come, and can stop. Without this script the browser
// downloads the file.
{
  const CR = 13;
  const LF = 10;

  const download = async link => {
    const box = document.createElement("div");
    box.className = "export";
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "calm small";
    stop.textContent = link.dataset.stop;
    box.append(told, stop);
    link.closest(".head").after(box);
    const ended = new AbortController();
    stop.addEventListener("click", () => ended.abort());

    let rows = -1; // the first line is the heading
    let bytes = 0;
    let last = 0;
    const format = new Intl.NumberFormat("en-US");
    const tell = text => {
      told.textContent = text
        .replace("%rows", format.format(Math.max(0, rows)))
        .replace("%kb", format.format(Math.ceil(bytes / 1000)));
    };
    try {
      const answer = await fetch(link.href, { signal: ended.signal });
      const type = answer.headers.get("Content-Type") ?? "";
      if (!type.startsWith("text/csv")) {
        location.assign(answer.url); // another page says why there is no table
        return;
      }
      const parts = [];
      let shown = 0;
      for (const reader = answer.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        for (const byte of value) {
          if (byte === LF && last === CR) {
            rows++;
          }
          last = byte;
        }
        bytes += value.length;
        parts.push(new Blob([value])); // the browser may keep it on its disk
        if (performance.now() - shown > 250) {
          shown = performance.now();
          tell(link.dataset.reading);
        }
      }
      const file = document.createElement("a");
      file.href = URL.createObjectURL(new Blob(parts, { type }));
      file.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "payments.csv";
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
      tell(link.dataset.done);
    } catch {
      if (ended.signal.aborted) {
        box.remove();
        return;
      }
      tell(link.dataset.broken);
    }
    stop.remove();
  };

  for (const link of document.querySelectorAll("a[data-export]")) {
    link.addEventListener("click", event => {
      event.preventDefault();
      if (!document.querySelector(".export button")) {
        document.querySelector(".export")?.remove();
        download(link);
      }
    });
  }
}
