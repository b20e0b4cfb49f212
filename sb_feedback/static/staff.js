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
