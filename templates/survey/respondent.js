// Helps where a browser runs it: every page works without it.
// A block, because a page that takes this one's place runs it again beside it.
{
  const doc = document, form = doc.forms.survey, speech = window.speechSynthesis
  let voice, last

  onclick = event => {
    const button = event.target.closest(".leave,.say")
    if (!button) return
    const again = last == button && speech.speaking
    last = button
    speech?.cancel()

    // Leave: nothing to see or to hear at once, and no way Back.
    if (button.href) {
      doc.body.remove()
      location.replace(button.dataset.to)
      return false
    }

    // Read a question and its answers aloud; the same button again is silence.
    else if (!again) for (const line of button.parentNode.innerText.split("\n")) {
      const words = new SpeechSynthesisUtterance(line)
      words.voice = voice
      speech.speak(words)
    }
  }

  // A page that a browser brings back from memory is emptied.
  onpageshow = event => event.persisted && (doc.body.remove(), location.reload())

  // Send: answers stay here until there is a page to show. A retry has the same one-time number.
  if (form) form.onsubmit = async event => {
    const button = event.submitter, lost = doc.querySelector("#lost")
    const words = button.own ??= button.textContent
    const body = new URLSearchParams(new FormData(form))
    body.append("do", button.value)
    event.preventDefault()
    button.textContent = form.dataset.wait
    lost.hidden = true
    try {
      const signal = AbortSignal.timeout?.(3e4)
      const reply = await fetch(form.action, { method: "POST", body, signal })
      const html = await reply.text()
      // A page that was cut off, or one of a gateway or a filter and not of ours, is no answer.
      if (!html.match(reply.status > 499 ? form.number.value : /data-to[^]*<.html>/)) throw 0
      history.replaceState(0, "", reply.url)
      doc.write(html)
      doc.close()
      scrollTo(0, 0)
      doc.querySelector("main").focus()
    } catch {
      button.textContent = words
      lost.hidden = false
      lost.focus()
    }
  }

  // Offer to read aloud only where the phone itself has a voice of the page's language.
  const offer = () => {
    const lang = doc.documentElement.lang + "(?![a-z])"
    voice = speech.getVoices().find(v => v.localService && !v.lang.search(lang))
    form.classList.toggle("aloud", !!voice)
  }
  if (form && speech) speech.onvoiceschanged = offer, offer()
}
