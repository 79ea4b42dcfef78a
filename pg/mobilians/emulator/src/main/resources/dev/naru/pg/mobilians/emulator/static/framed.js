/* Before anything is painted: a window over a shop's page dims that page instead of hiding it. */
if (window.parent !== window) {
  document.documentElement.classList.add('framed');
}
