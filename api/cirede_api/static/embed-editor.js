/* On the page for editors: a button that copies beside each text to paste. Without it, the text can be selected as ever. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const area of document.querySelectorAll("textarea[data-copy]")) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.className = "button quiet-button";
    button.textContent = area.dataset.copy;
    button.setAttribute("aria-label", `${area.dataset.copy} – ${area.labels[0].textContent}`);
    said.className = "copied";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(area.value);
      said.textContent = area.dataset.copied;
    });
    const row = document.createElement("p");
    row.className = "copy";
    row.append(button, said);
    area.after(row);
  }
})();
