// The printed card's picture code carries the code after the #, which never reaches the server's logs.
const field = document.querySelector("#id_code");
const code = decodeURIComponent(location.hash.slice(1));
if (field && /^[0-9A-Za-z-]{8,20}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
