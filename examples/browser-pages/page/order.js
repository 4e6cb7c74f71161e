import { SingleFlight } from '/runtime/index.js';
import { placeOrder } from './place-order.js';

// All clicks while one order of a cart is under way share it.
const orderOnce = new SingleFlight().wrap(placeOrder, (button) => button.dataset.cart);

document.getElementById('buy').addEventListener('click', (event) => orderOnce(event.currentTarget));
