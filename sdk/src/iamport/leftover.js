// Ends a payment whose page is gone, because it was reloaded, or left for the PG and opened again.
// Its callback is gone too, so the next page in this tab tells the hub to end the payment.

var LEFTOVER = 'naru.window ' + HUB;

/**
 * The tab's storage; null in a frame and in a window that another page opened. Such pages share the
 * storage of their origin, or get a copy of it, and must not end each other's payments.
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
    // the hub ends the payment when its time is over
  }
}

function forget() {
  try {
    storage().removeItem(LEFTOVER);
  } catch (denied) {
    // nothing was stored
  }
}

function endLeftover() {
  var url = null;
  try {
    url = storage().getItem(LEFTOVER);
  } catch (denied) {
    // nothing was stored
  }
  if (url) {
    forget();
    toFrame({ action: 'leave', request_id: randomId(), url: url });
  }
}
