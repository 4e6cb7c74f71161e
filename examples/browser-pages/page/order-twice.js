import { placeOrder } from './place-order.js';

document
  .getElementById('buy')
  .addEventListener('click', (event) => placeOrder(event.currentTarget));
