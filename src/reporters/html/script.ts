/**
 * Filters of the HTML report. Without it everything is shown and the filters stay hidden. It reads attributes and text,
 * writes `hidden` and one counter, and builds no HTML.
 */
export const SCRIPT = `
(() => {
  const form = document.getElementById('filters')
  if (!form) return
  form.hidden = false
  const items = [...document.querySelectorAll('[data-item]')]
  const texts = items.map(item => item.textContent.toLowerCase())
  const lists = [...document.querySelectorAll('[data-list]')]
  const counter = document.getElementById('shown')
  const template = counter.dataset.template
  const apply = () => {
    const data = new FormData(form)
    const asked = String(data.get('text') || '').trim().toLowerCase()
    const code = data.get('code')
    let shown = 0
    items.forEach((item, at) => {
      const fits =
        (!asked || texts[at].includes(asked)) &&
        (!code || item.dataset.code === code || item.dataset.dimension === code) &&
        ['owner', 'level', 'outcome', 'certainty'].every(name => !data.get(name) || item.dataset[name] === data.get(name))
      item.hidden = !fits
      if (fits) shown++
    })
    for (const list of lists) {
      const empty = list.parentElement.querySelector('[data-nothing]')
      if (empty) empty.hidden = [...list.children].some(child => !child.hidden)
    }
    counter.textContent = template.replace('{shown}', shown).replace('{total}', items.length)
  }
  form.addEventListener('input', apply)
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(apply))
  let opened = []
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open], .long)')]
    for (const one of opened) one.open = true
  })
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false
  })
  apply()
})()
`

/** sha256 of SCRIPT for the page's Content-Security-Policy; a test keeps the two together. */
export const SCRIPT_SHA256 = 'TTvObXxcwWv23TDonAJ6IBORTw9wVhNnBanbb22r7z4='
