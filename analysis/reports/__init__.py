"""Reports: releases -> one `Report` of plain data -> web page, PDF and Excel."""
