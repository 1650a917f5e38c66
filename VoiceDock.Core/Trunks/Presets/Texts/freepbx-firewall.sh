# FreePBX firewall: our address is trusted
fwconsole firewall trust {our_address}
