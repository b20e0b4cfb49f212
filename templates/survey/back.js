addEventListener("pageshow",e=>e.persisted&&(document.forms[0].reset(),location.reload()))
