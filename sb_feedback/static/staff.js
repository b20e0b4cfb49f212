/* Small helps on pages of staff. Every page works without them: what a browser cannot do stays
   hidden, and the text to copy stands beside its button. */

const WAYS = {
  copy: navigator.clipboard && ((text) => navigator.clipboard.writeText(text)),
  share: navigator.share && ((text) => navigator.share({ text })),
};

for (const [way, send] of Object.entries(WAYS)) {
  for (const button of send ? document.querySelectorAll(`[data-${way}]`) : []) {
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await send(button.dataset[way]);
        said.textContent = said.dataset.done;
      } catch (fault) {
        // Whoever closes the list of ways to send has changed their mind: that is no fault.
        if (fault.name !== "AbortError") said.textContent = said.dataset.fault;
      }
    });
  }
}

/* The arrow keys go through pages that follow each other, such as the codes of a meeting. */
document.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const held = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (way && !held) document.querySelector(`a[rel=${way}]`)?.click();
});

/* Before a session ends that nobody used, the page says so; one press is use. */
const end = document.querySelector("[data-warn-after]");
if (end) {
  const wait = () => {
    end.hidden = true;
    setTimeout(() => { end.hidden = false; }, end.dataset.warnAfter * 1000);
  };
  end.querySelector("button").addEventListener("click", async () => {
    const said = end.querySelector("[role=status]");
    const answer = await fetch(end.dataset.stay, { method: "HEAD", redirect: "manual" }).catch(() => null);
    said.textContent = answer?.ok ? "" : said.dataset.fault;
    if (answer?.ok) wait();
  });
  wait();
}
