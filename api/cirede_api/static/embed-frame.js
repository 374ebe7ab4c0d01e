/* Inside the frame. Tells the page around it two things, the height and that an outcome was reached, and listens to nothing. */
(() => {
  "use strict";
  const page = document.documentElement;
  const send = (message) => { if (window.parent !== window) window.parent.postMessage({ v: 1, ...message }, "*"); };

  // The name of the window outlives a page but not the frame: it tells a step inside the frame from its first page.
  const moved = window.name === "cirede-embed";
  window.name = "cirede-embed";

  let last = 0;
  const measure = () => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    if (!height || window.innerWidth < 100 || height === last) return; // a frame that is hidden or not laid out yet
    send({ type: "cirede:height", height, moved: moved && !last });
    last = height;
  };
  measure();
  new ResizeObserver(measure).observe(page);
  window.addEventListener("load", measure);
  for (const wait of [100, 400, 1500]) setTimeout(measure, wait); // a frame out of sight is not drawn, and observes nothing
  if (page.dataset.tree) send({ type: "cirede:outcome", tree: page.dataset.tree, version: page.dataset.version });

  const focus = (place) => {
    if (!place) return;
    if (!place.matches("a, button, input, summary")) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView({ block: "start" });
  };
  if (moved) focus(document.querySelector(".errors") || document.querySelector("main :is(h1, h2, h3, h4)"));

  // A frame as high as its content does not scroll, so the page around it must: links to a place of this page do it here.
  const jump = (link) => {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    setTimeout(() => focus(place));
  };

  // Some sites put every frame in a sandbox: forms and new tabs may then do nothing, without a word.
  const boxed = window.origin === "null";
  const show = (link) => {
    const address = link.protocol === "mailto:" ? link.pathname : link.href;
    if (!address || link.nextElementSibling?.matches(".address")) return;
    const words = document.createElement("span");
    words.className = "address";
    words.setAttribute("role", "status");
    link.after(words);
    words.textContent = `${page.dataset.blocked} ${address}`;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.hash && link.href.split("#")[0] === location.href.split("#")[0]) jump(link);
    if (!boxed) return;
    if (link && link.protocol === "mailto:") show(link);
    if (link && link.target === "_blank") {
      event.preventDefault();
      const opened = window.open(link.href, "_blank");
      if (opened) opened.opener = null; else show(link);
    }
    const button = event.target.closest("form button");
    if (!button) return;
    let sent = false;
    button.form.addEventListener("submit", () => { sent = true; }, { once: true });
    setTimeout(() => {
      if (!sent) location.assign(`${button.form.action.split("?")[0]}?${new URLSearchParams(new FormData(button.form, button))}`);
    });
  });
})();
