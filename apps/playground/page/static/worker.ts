import "@sdialog/local/web-worker";
