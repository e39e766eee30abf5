# Varnish 6 or later in front of Calotype: CALOTYPE_CDN_PURGE=purge:http://127.0.0.1:6081
vcl 4.1;

backend default {
  .host = "127.0.0.1";
  .port = "8000";
}

# Where the nodes of Calotype are.
acl purgers {
  "127.0.0.1";
}

sub vcl_recv {
  if (req.method == "PURGE") {
    if (client.ip !~ purgers) {
      return (synth(405));
    }
    # Everything that begins so. Bans are done on what is stored, in the background.
    if (req.http.X-Purge-Pattern) {
      ban("obj.http.X-Cached-Host == " + req.http.Host + " && obj.http.X-Cached-URL ~ " + req.http.X-Purge-Pattern);
      return (synth(200));
    }
    return (purge);
  }
}

sub vcl_backend_response {
  set beresp.http.X-Cached-Host = bereq.http.Host;
  set beresp.http.X-Cached-URL = bereq.url;
}

sub vcl_deliver {
  unset resp.http.X-Cached-Host;
  unset resp.http.X-Cached-URL;
}
