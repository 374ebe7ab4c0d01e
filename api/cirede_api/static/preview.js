// The preview only: loads the page again when the content changed. A page in the background waits for nothing.
"use strict";

const { events, revision } = document.currentScript.dataset;
let stream = null;

const listen = () => {
  if (stream || document.hidden) return;
  stream = new EventSource(events);
  stream.onmessage = (event) => {
    if (event.data !== revision) location.reload();
  };
  stream.onerror = () => {
    if (stream && stream.readyState === EventSource.CLOSED) {
      stream = null;
      setTimeout(listen, 2000);
    }
  };
};

const leave = () => {
  if (stream) stream.close();
  stream = null;
};

document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
