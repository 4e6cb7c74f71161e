/** Sends the order of a cart, and shows what became of it. */
export async function placeOrder(button) {
  const state = document.getElementById('state');
  state.value = 'the payment is under way';
  const response = await fetch('/orders', { method: 'POST', body: button.dataset.cart });
  const text = await response.text();
  state.value = response.ok ? `order ${text} is placed` : text;
}
