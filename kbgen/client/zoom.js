/**
 * Screenshots in a text open at full size in a dialog. Images inside links stay links, small ones stay as they are.
 */

/** Pixels: what is smaller is an icon, with nothing more to see in it. */
const SMALLEST = 160;

const template = document.getElementById("kb-zoom");
if (template instanceof HTMLTemplateElement) {
  for (const image of document.querySelectorAll(".prose img")) {
    if (image instanceof HTMLImageElement && !image.closest("a, button, summary")) offer(image, template);
  }
}

/**
 * Make an image a button, once its size is known.
 * @param {HTMLImageElement} image
 * @param {HTMLTemplateElement} template
 */
function offer(image, template) {
  if (!image.complete && !image.hasAttribute("width")) {
    image.addEventListener("load", () => offer(image, template), { once: true });
    return;
  }
  const width = Number(image.getAttribute("width")) || image.naturalWidth;
  if (width < SMALLEST) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = ["zoom-open", ...image.classList].join(" ");
  const label = template.dataset.kbOpen ?? "";
  button.setAttribute("aria-label", image.alt ? `${label}: ${image.alt}` : label);
  button.setAttribute("aria-haspopup", "dialog");
  const shown = image.parentElement instanceof HTMLPictureElement ? image.parentElement : image;
  shown.replaceWith(button);
  button.append(shown);
  image.classList.remove(...image.classList);
  button.addEventListener("click", () => open(image, template));
}

/**
 * @param {HTMLImageElement} image
 * @param {HTMLTemplateElement} template
 */
function open(image, template) {
  const dialog = template.content.querySelector("dialog")?.cloneNode(true);
  if (!(dialog instanceof HTMLDialogElement)) return;
  const full = dialog.querySelector("img");
  if (!full) return;
  // The `src` beside smaller renditions is the original.
  full.src = image.src;
  full.alt = image.alt;
  dialog.setAttribute("aria-label", image.alt || (template.dataset.kbOpen ?? ""));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Closing gives the focus back to the button by itself.
  dialog.addEventListener("close", () => dialog.remove(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
}
