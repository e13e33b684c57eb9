let count = 0;
const button = document.querySelector('#count');
button.addEventListener('click', () => {
  count += 1;
  button.textContent = `Count ${count}`;
});
document.querySelector('#name').addEventListener('input', (event) => {
  document.querySelector('#echo').textContent = event.target.value;
});
