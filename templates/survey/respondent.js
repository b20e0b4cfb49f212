// Helps where a browser runs it: every page works without it.
// A block, because a page that takes this one's place runs it again beside it.
{
  const page = document, form = page.forms.survey, speech = window.speechSynthesis
  let voice, heard

  onclick = event => {
    const button = event.target.closest(".leave,.say")
    if (!button) return
    const again = heard == button && speech.speaking
    heard = button
    speech?.cancel()

    // Leave: nothing to see or to hear at once, and no way Back.
    if (button.href) {
      event.preventDefault()
      page.body.remove()
      location.replace(button.href)
    }

    // Read a question and its answers aloud; the same button again is silence.
    else if (!again) for (const line of button.parentNode.innerText.split("\n")) {
      const words = new SpeechSynthesisUtterance(line)
      words.voice = voice
      speech.speak(words)
    }
  }

  // A page that a browser brings back from memory is emptied.
  onpageshow = event => event.persisted && (page.body.remove(), location.reload())

  // Send: answers stay here until there is a page to show. A retry has the same one-time number.
  if (form) form.onsubmit = async event => {
    const button = event.submitter, words = button.textContent, lost = page.querySelector("#lost")
    const body = new URLSearchParams(new FormData(form))
    body.append("do", button.value)
    event.preventDefault()
    button.textContent = form.dataset.wait
    lost.hidden = true
    try {
      const signal = AbortSignal.timeout?.(30000)
      const reply = await fetch(form.action, { method: "POST", body, signal })
      const html = await reply.text()
      // A page that was cut off, or the fault of a gateway, is no answer.
      if (!html.includes(reply.status > 499 ? form.number.value : "</html>")) throw 0
      history.replaceState(0, "", reply.url)
      page.write(html)
      page.close()
      scrollTo(0, 0)
      page.querySelector("main").focus()
    } catch {
      button.textContent = words
      lost.hidden = false
      lost.focus()
    }
  }

  // Offer to read aloud only where the phone itself has a voice of the page's language.
  const offer = () => {
    const lang = page.documentElement.lang + "(?![a-z])"
    voice = speech.getVoices().find(v => v.localService && !v.lang.search(lang))
    form.classList.toggle("aloud", !!voice)
  }
  if (form && speech) speech.onvoiceschanged = offer, offer()
}
