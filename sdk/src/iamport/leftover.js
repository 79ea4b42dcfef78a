// A payment whose page is gone: reloaded, or left for the PG and come back to. Its callback is gone
// too, so the page that comes next in this tab tells the hub that nobody goes on with it.

var LEFTOVER = 'naru.window ' + HUB;

/**
 * Not in a frame, and not in a window that another one opened: pages of one origin share what a tab
 * keeps, or get a copy of it, and must not end each other's payments.
 */
function storage() {
  try {
    return window.top === window && !window.opener ? window.sessionStorage : null;
  } catch (denied) {
    return null;
  }
}

function remember(url) {
  try {
    storage().setItem(LEFTOVER, url);
  } catch (denied) {
    // then the hub ends it when its time is over
  }
}

function forget() {
  try {
    storage().removeItem(LEFTOVER);
  } catch (denied) {
    // nothing was kept
  }
}

function endLeftover() {
  var url = null;
  try {
    url = storage().getItem(LEFTOVER);
  } catch (denied) {
    // nothing was kept
  }
  if (url) {
    forget();
    toFrame({ action: 'leave', request_id: randomId(), url: url });
  }
}
